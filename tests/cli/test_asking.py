"""`why`, asked on the command line."""

from datetime import UTC, datetime
from pathlib import Path

from bot.app.database import change
from bot.config.load import load
from bot.store.tx import Tx
from tests.cli.shell import run

JOINED = datetime(2027, 1, 9, 12, tzinfo=UTC)


def test_somebody_who_has_not_joined(on_record: Path) -> None:
    """Nothing is sent before the click on Join, and `why` says so."""
    ran = run("why", on_record, "rosa quispe")

    assert ran.code == 0
    assert ran.out == (
        "Rosa Quispe in Spring 2027: invited; nothing is sent before the click on Join.\n"
        "Track: Culture and heritage.\n"
        "Lives by America/Lima time and works Monday to Saturday.\n"
        "Is left in peace from 21:00 to 08:00; at most 3 messages a day that the bot starts.\n"
        "Is written to on Discord.\n"
    )


def test_somebody_in_a_cohort_that_is_held(on_record: Path) -> None:
    """The hold is told, and what will come once it is released."""
    change(load(on_record), _rosa_joins)
    run("hold", on_record, "spring-2027", "--reason", "a wrong lesson")

    ran = run("why", on_record, "Rosa Quispe")

    lines = ran.out.splitlines()
    assert lines[0] == "Rosa Quispe in Spring 2027: active, joined on Sat 9 January 2027, 07:00."
    assert lines[5].endswith("by the command line: a wrong lesson.")
    assert lines[6] == "Nothing is planned or sent until `cohortbot release` or `forget` of spring-2027."
    assert lines[8] == "Next"
    assert len(lines[9:]) == 5


def test_somebody_whom_nobody_knows(on_record: Path) -> None:
    """A misspelt name is answered with the nearest one."""
    ran = run("why", on_record, "Rosa Quisp")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "cohortbot: 'Rosa Quisp' is not on record; did you mean 'Rosa Quispe'?\n"


def test_a_mentor(on_record: Path) -> None:
    """A mentor gets no steps."""
    ran = run("why", on_record, "Amara Obi")

    assert ran.code == 1
    assert ran.err == "cohortbot: Amara Obi is no creator, and steps come to creators only\n"


def test_a_database_that_is_not_there(config: Path) -> None:
    """Without a database there is nothing to ask, and none is made."""
    ran = run("why", config, "Rosa Quispe")

    assert ran.code == 3
    assert "cohortbot.db: there is no such database" in ran.err
    assert not config.with_name("cohortbot.db").exists()


def _rosa_joins(tx: Tx) -> None:
    rosa = tx.people.by_name("Rosa Quispe")
    assert rosa is not None
    tx.enrolments.join(tx.enrolments.of_person(rosa.id)[0].id, JOINED)
