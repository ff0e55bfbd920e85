"""Who has a password is met on the pages as the one that they are."""

from pathlib import Path

from bot.app.plans import plans_of
from bot.app.residents import Residents
from bot.app.running import enrol_empty
from bot.engine.clock import ManualClock
from bot.store.opening import open_store
from tests.builders import utc
from tests.config.desk import ROSTER, Desk

NOW = utc("2027-01-10 12:00")


async def test_the_pages_speak_somebodys_language(tmp_path: Path) -> None:
    """As the roster tells it; in the zone where they live."""
    desk = Desk(tmp_path / "desk")
    desk.writes("roster.csv", ROSTER.replace("Europe/Madrid,en", "Europe/Madrid,es"))
    checked = desk.loads()
    store = open_store(tmp_path / "cohortbot.db", mode="serve", now=NOW)
    try:
        await store.write(lambda tx: enrol_empty(tx, checked))
        people = await Residents(
            store, plans_of(checked), ["Ana Ruiz", "Mo Mentor"], ManualClock(NOW)
        ).people()
    finally:
        await store.close()

    assert {(one.name, one.zone, one.language) for one in people} == {
        ("Ana Ruiz", "Europe/Madrid", "es"),
        ("Mo Mentor", "Africa/Lagos", "en"),
    }
