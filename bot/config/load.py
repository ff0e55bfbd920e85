"""The one way in: a configuration file becomes checked values, or every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config.crosschecks import cross_check
from bot.config.document import Document, read_document, validate
from bot.config.findings import Findings, Where
from bot.config.plan import Checked, CohortPlan, build_plan
from bot.config.programme import ProgrammeFolder, read_programme
from bot.config.roster import Roster
from bot.config.roster_csv import Unsaid, parse_roster
from bot.config.settings import CohortTable, Config, People


def load(path: Path) -> Checked:
    """Everything that a configuration names, checked; FaultyInput with every fault in any of its files."""
    findings = Findings()
    doc = read_document(path, str(path), findings)
    config = validate(doc, Config, findings) if doc else None
    if doc is None:
        findings.stop_if_faulty()
        raise AssertionError("a file that cannot be read is a fault")
    reading = _Reading(folder=path.parent, doc=doc, findings=findings)
    plans = reading.cohorts(config)
    findings.stop_if_faulty()
    assert config is not None, "a configuration without faults is a model"  # noqa: S101
    return Checked(
        path=path,
        config=config,
        cohorts=tuple(plans),
        notes=findings.notes,
        store_url=_store_url(config.store.url, path.parent),
    )


def _store_url(url: str, folder: Path) -> str:
    file = folder / url.removeprefix("sqlite:///")
    return f"sqlite:///{file.absolute()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The files that one configuration names, each read once."""

    folder: Path
    doc: Document
    findings: Findings
    programmes: dict[str, ProgrammeFolder | None] = field(default_factory=dict)

    def cohorts(self, config: Config | None) -> list[CohortPlan]:
        """The plans of all cohorts that could be made out."""
        tables = self.doc.values.get("cohorts", ())
        plans: list[CohortPlan] = []
        known: dict[int, CohortTable] = {}
        for index in range(len(tables) if isinstance(tables, tuple) else 0):
            raw = tables[index]
            table = config.cohorts[index] if config else _salvage(raw)
            programme = self._programme(index, raw)
            roster = self._roster(index, raw, config, table)
            if table is not None:
                known[index] = table
                cross_check(self.doc, index, table, programme, roster, self.findings)
            if table and programme and roster:
                plans.append(build_plan(table, programme.programme, roster))
        return plans

    def _programme(self, index: int, raw: Mapping[str, Any]) -> ProgrammeFolder | None:
        name = _path_in(raw, "program")
        if name is None:
            return None
        if name not in self.programmes:
            folder = self.folder / name
            if folder.is_dir():
                self.programmes[name] = read_programme(folder, self.findings)
            else:
                self._missing(index, "program", f"there is no folder {str(folder)!r}")
                return None
        return self.programmes[name]

    def _roster(
        self, index: int, raw: Mapping[str, Any], config: Config | None, table: CohortTable | None
    ) -> Roster | None:
        name = _path_in(raw, "roster")
        if name is None:
            return None
        path = self.folder / name
        try:
            content = path.read_bytes()
        except OSError:
            self._missing(index, "roster", f"there is no file {str(path)!r} that can be read")
            return None
        people = config.people if config else People()
        unsaid = Unsaid(language=people.language)
        if table is not None:
            unsaid = Unsaid(language=people.language, working_days=table.working_days)
        return parse_roster(content, str(path), unsaid, self.findings)

    def _missing(self, index: int, key: str, problem: str) -> None:
        where: Where = self.doc.at("cohorts", index, key)
        self.findings.fault(where, problem, "write a path relative to this file")


def _salvage(raw: object) -> CohortTable | None:
    """A cohort that is good by itself, though something else in the file is not."""
    try:
        return CohortTable.model_validate(raw)
    except ValidationError:
        return None


def _path_in(raw: object, key: str) -> str | None:
    value = raw.get(key) if isinstance(raw, Mapping) else None
    return value if isinstance(value, str) and value and "\0" not in value else None
