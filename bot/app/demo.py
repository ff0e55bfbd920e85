"""A demonstration: a cohort carried through its programme, and what is told and kept of it."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app.conversation import Turn, Voice, conversation
from bot.app.files import write_file
from bot.app.load import load_picture
from bot.app.naming import cohort_named
from bot.app.outcomes import Outcome, outcomes
from bot.app.sheets import calendar_csv, shown_csv
from bot.app.simulating import Simulation, simulate
from bot.app.summary import summary
from bot.app.transcript import transcript
from bot.chat.adapter import Shown
from bot.chat.page import Page
from bot.chat.place import Account, Channel
from bot.config.load import load
from bot.config.setup import Checked
from bot.config.starter import init
from bot.domain.people import EnrolmentState, Role
from bot.errors import InputError
from bot.pictures.drawing import Drawing
from bot.store.tx import Tx
from schedules.actors.journal import Journal
from schedules.verdict import Player

FOLLOWED = 60
"""So many creators' conversations are kept, to tell one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A creator's conversation."""

    player: Player
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """A run, what became of everybody, and the conversation that shows most; None if nobody joined."""

    run: Simulation
    seed: int
    outcomes: tuple[Outcome, ...]
    told: Told | None

    @property
    def title(self) -> str:
        """What was carried through."""
        return f"{self.run.plan.programme.title}, {self.run.plan.cohort.title}"

    @property
    def page(self) -> Page:
        """The summary."""
        return summary(self.run, self.outcomes, self.seed)


def example() -> Checked:
    """The cohort that is shipped as an example."""
    with tempfile.TemporaryDirectory(prefix="cohortbot-") as folder:
        return load(init(Path(folder))[0])


@contextmanager
def kept_example() -> Iterator[Checked]:
    """The same, with files that can be edited meanwhile."""
    with tempfile.TemporaryDirectory(prefix="cohortbot-") as folder:
        yield load(init(Path(folder))[0])


async def demonstrate(
    checked: Checked,
    *,
    weeks: int | None = None,
    creators: int | None = None,
    seed: int = 1,
    cohort: str | None = None,
    progress: Callable[[float], None] = lambda _share: None,
) -> Demonstration:
    """Simulate, and keep what a reader wants to know of it. Like `simulate`, it may be cancelled."""
    chosen = checked.cohorts[0] if cohort is None else cohort_named(checked, cohort)
    journal = Journal(row.name for row in chosen.people(Role.CREATOR)[:FOLLOWED])
    found: tuple[Outcome, ...] = ()

    def look(tx: Tx) -> None:
        nonlocal found
        found = outcomes(tx, chosen.cohort.name)

    run = await simulate(
        checked,
        weeks=weeks,
        creators=creators,
        seed=seed,
        cohort=cohort,
        progress=progress,
        journal=journal,
        look=look,
    )
    return Demonstration(run=run, seed=seed, outcomes=found, told=_most_telling(run, found, journal))


def make_folder(out: Path) -> None:
    """Make the folder that `keep` writes to. InputError where that can't be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        why = (refused.strerror or "no reason given").lower()
        raise InputError(f"{out} cannot be made ({why}); name another folder") from refused


async def keep(made: Demonstration, out: Path, drawing: Drawing) -> tuple[Path, ...]:
    """Write the files of a demonstration over those of an earlier one, and name them."""
    picture = await drawing.draw(load_picture(made.run.log, made.run.plan.cohort.start))
    about = {"cohort": made.run.plan.cohort.name, "seed": made.seed, **made.run.figures()}
    files = {
        "summary.json": json.dumps(about, indent=2, ensure_ascii=False) + "\n",
        "calendar.csv": calendar_csv(made.outcomes, made.run.log),
        "shown.csv": shown_csv(made.run.log, made.run.players),
    }
    if made.told is not None:
        files["transcript.md"] = transcript(made.told.player, made.title, made.told.turns)
    for name, text in files.items():
        write_file(out / name, text)
    write_file(out / "load.png", picture)
    return (*(out / name for name in files), out / "load.png")


def _most_telling(run: Simulation, outcomes: tuple[Outcome, ...], journal: Journal) -> Told | None:
    """Of those who came furthest, the one to whom most different things happened."""
    completed = {one.name for one in outcomes if one.state is EnrolmentState.COMPLETED}
    seen: dict[Account | Channel, list[Shown]] = {}
    for shown in run.log:
        seen.setdefault(shown.place.at, []).append(shown)
    channels = [one for at, some in seen.items() if isinstance(at, Channel) for one in some]
    told = [
        Told(player=player, turns=conversation(player, (*channels, *seen.get(player.account, ())), notes))
        for player in run.players
        if (notes := journal.of(player.person.name))
    ]
    return max(told, key=lambda one: (one.player.person.name in completed, _variety(one.turns)), default=None)


def _variety(turns: tuple[Turn, ...]) -> int:
    """How many kinds of things a creator did; commands count more than clicks."""
    done = {turn.words.split(" ")[0] for turn in turns if turn.voice is Voice.CREATOR}
    commands = {turn.words.split(" ")[1] for turn in turns if turn.words.startswith("/program ")}
    return len(done) + 3 * len(commands)
