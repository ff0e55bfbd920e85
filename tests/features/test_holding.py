"""An admin stops a cohort, lets it go on, or has the bot forget what was held back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app.plans import plans_of
from bot.config.load import load
from bot.config.setup import Checked, build_plan
from bot.domain.people import EnrolmentState
from bot.engine.clock import ManualClock
from bot.engine.plans import CohortPlan
from bot.errors import InputError
from bot.features import ALL, holding
from bot.features.enrolling import enrol
from bot.store.cohorts import Hold
from bot.store.opening import open_store
from bot.store.store import Store
from bot.store.timers import Timer
from bot.store.tx import Tx
from schedules.planner import Planner

ROOT = Path(__file__).parents[2]
JOINED = datetime(2027, 1, 8, 12, tzinfo=UTC)
BY = "Lena Fischer"


@pytest.fixture(scope="module")
def checked() -> Checked:
    """The example cohort, which starts on 11 January 2027."""
    return load(ROOT / "config.example.toml")


@dataclass(slots=True, kw_only=True)
class Bot:
    """A planner that lives from one look to the next; nothing is ever sent."""

    store: Store
    checked: Checked
    clock: ManualClock
    planner: Planner

    @property
    def plan(self) -> CohortPlan:
        """The cohort's plan, as the files have it by now."""
        return next(iter(plans_of(self.checked)))

    async def looks(self, at: datetime) -> str | None:
        """Look at the cohort at a time, until nothing is due; why it is held, if it is."""
        self.clock.move_to(at)
        for _ in range(5):
            await self.planner.run_once(at)
        return await self.store.read(lambda tx: _why_held(tx, self.plan))

    async def runs(self, until: datetime) -> None:
        """Look every day."""
        while self.clock.now() < until:
            await self.looks(min(until, self.clock.now() + timedelta(days=1)))

    def restarts(self, checked: Checked) -> None:
        """The admins edited their files, and started the bot again."""
        self.checked = checked
        self.planner = Planner(self.store, self.clock, plans_of(checked), ALL)

    async def ledger(self) -> dict[str, int]:
        """How many steps are in which state, for which reason."""

        def count(tx: Tx) -> dict[str, int]:
            found: dict[str, int] = {}
            for one in tx.enrolments.of_cohort(1):
                for entry in tx.occurrences.of(one.id):
                    state = f"{entry.state} {entry.reason or ''}".strip()
                    found[state] = found.get(state, 0) + 1
            return found

        return await self.store.read(count)


def _why_held(tx: Tx, plan: CohortPlan) -> str | None:
    row = tx.cohorts.by_name(plan.cohort.name)
    assert row is not None
    return row.hold.reason if row.hold else None


@pytest.fixture
async def bot(checked: Checked, tmp_path: Path) -> AsyncIterator[Bot]:
    """Fifty creators who joined three days before the start."""
    store = open_store(tmp_path / "cohort.db", mode="serve", now=JOINED, durability="off", secret=b"s" * 32)

    def begin(tx: Tx) -> None:
        enrol(tx, checked.cohorts[0], checked.quiet)
        for one in tx.enrolments.of_cohort(1):
            tx.enrolments.join(one.id, JOINED)

    await store.write(begin)
    clock = ManualClock(JOINED)
    planner = Planner(store, clock, plans_of(checked), ALL)
    yield Bot(store=store, checked=checked, clock=clock, planner=planner)
    await store.close()


AWAY = datetime(2027, 2, 10, 12, tzinfo=UTC)


async def test_a_long_absence_is_released(bot: Bot) -> None:
    """After 26 days away the bot holds; once released it goes on, and is not held again for the same."""
    await bot.runs(datetime(2027, 1, 15, 12, tzinfo=UTC))
    assert await bot.looks(AWAY) == "the bot last ran 26 days ago"
    before = await bot.ledger()

    was = await bot.store.write(lambda tx: holding.release(tx, bot.plan, BY, AWAY))

    assert was == Hold(reason="the bot last ran 26 days ago", since=AWAY, by="the guard")
    assert await bot.looks(AWAY + timedelta(minutes=1)) is None
    after = await bot.ledger()
    assert after["skipped late"] > 200
    assert after["planned"] > before["planned"]
    assert await bot.looks(AWAY + timedelta(minutes=2)) is None


async def test_a_long_absence_is_forgotten(bot: Bot) -> None:
    """What passed in the meantime is skipped as forgotten, and what is to come still comes."""
    await bot.runs(datetime(2027, 1, 15, 12, tzinfo=UTC))
    before = await bot.ledger()
    await bot.looks(AWAY)

    done = await bot.store.write(lambda tx: holding.forget(tx, bot.plan, BY, AWAY))

    assert (done.creators, done.after) == (50, None)
    ledger = await bot.ledger()
    assert ledger == {"skipped forgotten": before["planned"] + done.steps}
    assert done.messages == before["planned"]
    assert await bot.looks(AWAY + timedelta(minutes=1)) is None
    assert await bot.ledger() == ledger
    await bot.runs(AWAY + timedelta(days=7))
    assert (await bot.ledger())["planned"] > 50


async def test_an_edit_that_makes_hundreds_of_steps_due(bot: Bot, checked: Checked) -> None:
    """The programme starts a month earlier now: held, and once released it is not held again."""
    now = datetime(2027, 1, 15, 12, tzinfo=UTC)
    await bot.runs(now)
    bot.restarts(_a_month_earlier(checked))
    reason = await bot.looks(now + timedelta(hours=1))
    assert reason is not None
    assert "steps whose time has passed became due at once" in reason

    await bot.store.write(lambda tx: holding.release(tx, bot.plan, BY, now))

    assert await bot.looks(now + timedelta(hours=2)) is None
    assert await bot.looks(now + timedelta(hours=3)) is None
    assert (await bot.ledger())["skipped before_joining"] >= 100


async def test_an_edit_is_forgotten(bot: Bot, checked: Checked) -> None:
    """All that the edit made due is skipped; the next step comes at its new time."""
    now = datetime(2027, 1, 15, 12, tzinfo=UTC)
    await bot.runs(now)
    bot.restarts(_a_month_earlier(checked))
    await bot.looks(now + timedelta(hours=1))

    await bot.store.write(lambda tx: holding.forget(tx, bot.plan, BY, now))

    assert await bot.looks(now + timedelta(hours=2)) is None
    assert set(await bot.ledger()) <= {"skipped forgotten", "planned"}


async def test_a_pause_ends_though_its_end_was_forgotten(bot: Bot) -> None:
    """Forgetting spares people messages; the end of a pause is none."""
    await bot.runs(datetime(2027, 1, 15, 12, tzinfo=UTC))
    await bot.looks(AWAY)
    await bot.store.write(_pause_first)

    await bot.store.write(lambda tx: holding.forget(tx, bot.plan, BY, AWAY))
    await bot.looks(AWAY + timedelta(minutes=1))

    one = await bot.store.read(lambda tx: tx.enrolments.by_id(1))
    assert one is not None
    assert one.enrolment.state is EnrolmentState.ACTIVE


async def test_the_first_reason_stays(bot: Bot) -> None:
    """Holding a cohort that is held already changes nothing."""
    first = await bot.store.write(lambda tx: holding.hold(tx, bot.plan, "a wrong lesson", BY, JOINED))
    again = await bot.store.write(lambda tx: holding.hold(tx, bot.plan, "to be sure", BY, JOINED))

    assert first is None
    assert again == Hold(reason="a wrong lesson", since=JOINED, by=BY)
    assert await bot.looks(JOINED + timedelta(days=5)) == "a wrong lesson"
    assert await bot.ledger() == {}


async def test_only_what_is_held_is_forgotten(bot: Bot) -> None:
    """A cohort that runs has nothing to forget."""
    with pytest.raises(InputError, match="spring-2027 is not held, so there is nothing to forget"):
        await bot.store.write(lambda tx: holding.forget(tx, bot.plan, BY, JOINED))


def _a_month_earlier(checked: Checked) -> Checked:
    setup = checked.cohorts[0]
    table = setup.settings.model_copy(update={"start": setup.settings.start - timedelta(days=28)})
    return replace(checked, cohorts=(build_plan(table, setup.programme, setup.roster),))


def _pause_first(tx: Tx) -> None:
    """The first creator took a pause that ended in the meantime."""
    tx.enrolments.set_state(1, EnrolmentState.PAUSED)
    at = datetime(2027, 1, 22, tzinfo=UTC)
    one = tx.enrolments.by_id(1)
    assert one is not None
    tx.timers.set(
        [
            Timer(
                name=f"resume/{one.enrolment.key}",
                kind="resume",
                enrolment=1,
                occurrence=None,
                wall="2027-01-22T00:00:00",
                zone="UTC",
                due_at=at,
            )
        ]
    )
