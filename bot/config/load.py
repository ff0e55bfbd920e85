"""The one way in: a configuration file becomes checked values, or every fault at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config.crosschecks import CohortFiles, cross_check
from bot.config.document import Document, read_document, validate
from bot.config.findings import Findings
from bot.config.playground import check_playground
from bot.config.programme import ProgrammeFolder, read_programme
from bot.config.roster_csv import RosterFile, read_roster
from bot.config.roster_row import Unsaid
from bot.config.secret import Secret
from bot.config.settings import CohortTable, Config, People
from bot.config.setup import Checked, CohortSetup, build_plan
from bot.config.slack import check_slack
from bot.errors import InputError


def load(path: Path) -> Checked:
    """Everything that a configuration names, checked; FaultyInput with every fault in any of its files."""
    findings = Findings()
    doc = read_document(path, str(path), findings)
    config = validate(doc, Config, findings) if doc else None
    plans: list[CohortSetup] = []
    if doc:
        reading = _Reading(folder=path.parent, doc=doc, findings=findings)
        plans = reading.cohorts(config)
        check_slack(doc, config.slack if config else None, findings)
        check_playground(doc, config.playground if config else None, reading.everybody, findings)
    findings.stop_if_faulty()
    if doc is None or config is None:
        raise AssertionError("what cannot be read is a fault")
    _note_secrets(doc, config, findings)
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


def _note_secrets(doc: Document, config: Config, findings: Findings) -> None:
    """A note for each secret that is not there: only `run` and `doctor` need it."""
    chats = {"discord": config.discord, "slack": config.slack}
    unused = {"app_token"} if config.slack is not None and config.slack.mode == "http" else set()
    for chat, table in chats.items():
        for key, value in table or ():
            if isinstance(value, Secret) and key not in unused:
                try:
                    value.resolve()
                except InputError as missing:
                    findings.note(doc.at(chat, key), str(missing))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The files that one configuration names, each programme read once."""

    folder: Path
    doc: Document
    findings: Findings
    programmes: dict[str, ProgrammeFolder | None] = field(default_factory=dict)
    rosters: list[RosterFile | None] = field(default_factory=list)

    @property
    def everybody(self) -> tuple[str, ...] | None:
        """The names of all rosters; None if one of them could not be read."""
        read = [roster for roster in self.rosters if roster is not None]
        if not read or len(read) < len(self.rosters):
            return None
        return tuple(name for roster in read for name in roster.names)

    def cohorts(self, config: Config | None) -> list[CohortSetup]:
        """The plans of all cohorts that could be made out; a bad one does not hide the faults of another."""
        tables = self.doc.values.get("cohorts", ())
        if not isinstance(tables, tuple):
            return []
        plans = [self._cohort(index, raw, config) for index, raw in enumerate(tables)]
        found = [plan for plan in plans if plan is not None]
        self._check_names(tables)
        return found

    def _cohort(self, index: int, raw: object, config: Config | None) -> CohortSetup | None:
        if not isinstance(raw, Mapping):
            return None
        table = config.cohorts[index] if config else _salvage(raw)
        programme = self._programme(index, raw)
        people = self._people(index, raw, config.people if config else People(), table)
        self.rosters.append(people)
        if table is None:
            return None
        files = CohortFiles(doc=self.doc, index=index, table=table, programme=programme, people=people)
        cross_check(files, self.findings)
        return build_plan(table, programme.programme, people.roster) if programme and people else None

    def _programme(self, index: int, raw: Mapping[str, Any]) -> ProgrammeFolder | None:
        name = _path_in(raw, "program")
        if name is None:
            return None
        if name not in self.programmes:
            folder = self.folder / name
            if not _is_there(folder.is_dir):
                self._missing(index, "program", f"there is no folder {name!r}")
                return None
            try:
                self.programmes[name] = read_programme(folder, self.findings)
            except OSError as refused:
                why = (refused.strerror or "no reason given").lower()
                where = self.doc.at("cohorts", index, "program")
                self.findings.fault(where, f"{name!r} cannot be read ({why})", "let the bot read the folder")
                return None
        return self.programmes[name]

    def _people(
        self, index: int, raw: Mapping[str, Any], people: People, table: CohortTable | None
    ) -> RosterFile | None:
        name = _path_in(raw, "roster")
        if name is None:
            return None
        path = self.folder / name
        if not _is_there(path.is_file):
            self._missing(index, "roster", f"there is no file {name!r}")
            return None
        days = table.working_days if table else frozenset(range(5))
        unsaid = Unsaid(language=people.language, working_days=days)
        return read_roster(path, str(path), unsaid, self.findings)

    def _missing(self, index: int, key: str, problem: str) -> None:
        where = self.doc.at("cohorts", index, key)
        self.findings.fault(where, problem, "write a path relative to this file")

    def _check_names(self, tables: tuple[object, ...]) -> None:
        names = [raw.get("name") if isinstance(raw, Mapping) else None for raw in tables]
        for index, name in enumerate(names):
            if isinstance(name, str) and name in names[:index]:
                where = self.doc.at("cohorts", index, "name")
                self.findings.fault(where, f"{name!r} is already a cohort", "give it a name of its own")


def _salvage(raw: object) -> CohortTable | None:
    """A cohort that is good by itself, though something else in the file is not."""
    try:
        return CohortTable.model_validate(raw)
    except ValidationError:
        return None


def _path_in(raw: Mapping[str, Any], key: str) -> str | None:
    value = raw.get(key)
    return value if isinstance(value, str) and value and "\0" not in value else None


def _is_there(check: Callable[[], bool]) -> bool:
    """The answer of the file system; a name that no file can have is not there."""
    try:
        return check()
    except (OSError, ValueError):
        return False
