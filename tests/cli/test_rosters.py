"""People between a CSV file and the database: what they set in chat wins, and nobody is deleted."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app.database import change
from bot.chat.codec import load_message
from bot.chat.text import plain
from bot.config.load import load
from bot.domain.matter import MatterKind
from bot.domain.people import EnrolmentState, Setting
from bot.store.matters import Matter
from bot.store.tx import Tx
from tests.cli.shell import edit, run

NOW = datetime(2027, 1, 13, 12, tzinfo=UTC)


@pytest.fixture
def config(on_record: Path) -> Path:
    """Every story here begins with a cohort on record."""
    return on_record


@pytest.fixture
def roster(config: Path) -> Path:
    """Its roster."""
    return config.with_name("roster.csv")


def test_the_same_roster_again(config: Path, roster: Path) -> None:
    """Importing what is on record changes nothing."""
    again = run("roster", "import", config, roster)

    assert (again.code, again.out) == (0, "spring-2027: 58 people on the roster, nothing new.\n")


def test_what_changed_since(config: Path, roster: Path) -> None:
    """Whoever came, changed or vanished is listed; what was set in chat wins; nobody is deleted."""
    _in_chat(config, "Wambui Kariuki", zone="Asia/Tokyo")
    edit(roster, "Otieno Odhiambo,842266377559798915,,", "Otieno Odhiambo,842266377559798915,U0OTIENO1,")
    edit(
        roster, "mon-sat,environment,Lake Shore Clean-Up Trust", "mon-fri,education,Lake Shore Clean-Up Trust"
    )
    edit(roster, "Classrooms of Kibra", "Kibra Classrooms")
    edit(roster, "Halima Abdi,,U0V00G7DN1,Africa/Nairobi,", "Ines Prado,,U0INESPRADO,Europe/Lisbon,")

    ran = run("roster", "import", config, roster)

    assert ran.code == 0
    assert ran.out == (
        "spring-2027: 58 people on the roster.\n"
        "New (1):\n"
        "  Ines Prado\n"
        "Changed (2):\n"
        "  Wambui Kariuki: non-profit Classrooms of Kibra → Kibra Classrooms\n"
        "  Otieno Odhiambo: working days mon-sat → mon-fri, slack account none → U0OTIENO1,"
        " track environment → education\n"
        "Left as it was set in chat (1):\n"
        "  Wambui Kariuki: zone stays Asia/Tokyo, the file says Africa/Nairobi\n"
        "Enrolled, but not a creator in this file; nothing was changed (1):\n"
        "  Halima Abdi (invited)\n"
    )
    written = run("roster", "export", config, config.with_name("now.csv"))
    rows = config.with_name("now.csv").read_text(encoding="utf-8").splitlines()
    assert written.out == f"{config.with_name('now.csv')}: 59 people.\n"
    assert (
        "Wambui Kariuki,864307277716697781,,Asia/Tokyo,en,mon-fri,education,Kibra Classrooms,Grace Wanjiru"
        in rows
    )
    assert any(row.startswith("Halima Abdi,,U0V00G7DN1,Africa/Nairobi") for row in rows)


def test_what_a_chat_tells_goes_before_the_roster(config: Path, roster: Path) -> None:
    """Of the language only where the file names none; if it names one some day, that holds."""

    def tells(tx: Tx) -> None:
        known = tx.people.by_name("Wambui Kariuki")
        assert known is not None
        tx.told.take_zone(replace(known, left_to_chat=frozenset({Setting.LANGUAGE})), "Asia/Tokyo")
        tx.told.take_language(known, "es")

    change(load(config), tells)
    edit(roster, "Africa/Nairobi,en,mon-fri,education,Class", "Africa/Nairobi,,mon-fri,education,Class")
    ran = run("roster", "import", config, roster)
    assert "Wambui Kariuki: zone stays Asia/Tokyo, the file says Africa/Nairobi\n" in ran.out
    assert "Wambui Kariuki: language stays es, the file says en" in ran.out

    edit(roster, "Africa/Nairobi,,mon-fri,education,Class", "Africa/Nairobi,en,mon-fri,education,Class")
    assert "Wambui Kariuki: language es → en" in run("roster", "import", config, roster).out


def test_a_calendar_that_moves(config: Path, roster: Path) -> None:
    """A creator under way whose zone is corrected gets another calendar."""
    _in_chat(config, "Wambui Kariuki", join=True)
    edit(
        roster,
        "Wambui Kariuki,864307277716697781,,Africa/Nairobi",
        "Wambui Kariuki,864307277716697781,,Asia/Tokyo",
    )

    ran = run("roster", "import", config, roster)

    assert ran.out.splitlines()[1:] == [
        "Changed (1):",
        "  Wambui Kariuki: zone Africa/Nairobi → Asia/Tokyo; the calendar is made anew",
    ]


def test_every_bad_row_at_once(config: Path, roster: Path) -> None:
    """A file with a bad row changes nothing, and each bad row is named."""
    edit(roster, "Wambui Kariuki,864307277716697781,,Africa/Nairobi", "Wambui Kariuki,12,,Africa/Nairobbi")
    edit(roster, "Kibra,Grace Wanjiru", "Kibra,Grace Wanjiro")
    edit(roster, "Classrooms of Kibra", "Kibra Classrooms")
    given = config.with_name("roster-2.csv")
    roster.rename(given)
    run("init", config.parent / "clean")
    (config.parent / "clean" / "roster.csv").rename(roster)

    ran = run("roster", "import", config, given)

    assert (ran.code, ran.out) == (1, "")
    faults = ran.err.splitlines()
    assert any(f"{given}:10: discord: '12' is no account id" in fault for fault in faults)
    assert any(f"{given}:10: zone: 'Africa/Nairobbi' is not a time zone" in fault for fault in faults)
    assert (
        run("roster", "import", config, roster).out == "spring-2027: 58 people on the roster, nothing new.\n"
    )


def test_an_account_of_somebody_else(config: Path, roster: Path) -> None:
    """An account never passes from one person to another."""
    edit(roster, "Wambui Kariuki,", "Wambui N. Kariuki,")

    ran = run("roster", "import", config, roster)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"{roster}:10: discord: '864307277716697781' is the account of 'Wambui Kariuki' on record;"
        " write the person's own id, or the name that is on record\n"
    )


def test_export_writes_over_nothing(config: Path, roster: Path) -> None:
    """A file that is there stays as it is."""
    ran = run("roster", "export", config, roster)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"cohortbot: {roster} is already there; name another file, or move it away\n"


def test_nobody_on_record(config: Path) -> None:
    """Without a database there is nothing to export."""
    config.with_name("cohortbot.db").unlink()
    ran = run("roster", "export", config, config.with_name("now.csv"))

    assert ran.code == 3
    assert "there is no such database" in ran.err


def _id(tx: Tx, name: str) -> int:
    known = tx.people.by_name(name)
    assert known is not None
    return known.id


def _in_chat(config: Path, name: str, *, zone: str | None = None, join: bool = False) -> None:
    """What the person does in chat."""

    def act(tx: Tx) -> None:
        known = tx.people.by_name(name)
        assert known is not None
        if zone is not None:
            tx.people.set_zone(known.id, zone)
        if join:
            enrolled = tx.enrolments.of_person(known.id)[0]
            assert enrolled.enrolment.state is EnrolmentState.INVITED
            tx.enrolments.join(enrolled.id, NOW)

    change(load(config), act)


def test_who_was_erased_is_not_brought_back(config: Path, roster: Path) -> None:
    """The row is still in the file: the import says so, and puts nobody on record."""

    def erase(tx: Tx) -> None:
        for name in ("Wambui Kariuki", "Grace Wanjiru"):
            known = tx.people.by_name(name)
            assert known is not None
            tx.erasing.erase(known, tx.people.accounts(known.id), NOW)

    change(load(config), erase)
    ran = run("roster", "import", config, roster)
    exported = run("roster", "export", config, config.with_name("now.csv"))

    assert ran.code == 0
    assert (
        "Erased at their own wish, and not brought back; take their rows out of the file, or write the name "
        "otherwise if this is somebody else (2):\n  Grace Wanjiru\n  Wambui Kariuki\n"
    ) in ran.out
    assert "New (" not in ran.out
    assert "Enrolled, but not" not in ran.out
    assert exported.out.endswith(": 56 people.\n")
    assert "Wambui" not in config.with_name("now.csv").read_text(encoding="utf-8")


def test_a_mentor_who_changes_in_the_file(config: Path, roster: Path) -> None:
    """What waits goes along, and all who acted are told: each mentor once, of both creators."""
    for name in ("Wambui Kariuki", "Otieno Odhiambo"):
        _in_chat(config, name, join=True)

    def before(tx: Tx) -> None:
        for name in ("Wambui Kariuki", "Otieno Odhiambo", "Grace Wanjiru", "Amara Obi"):
            known = tx.people.by_name(name)
            assert known is not None
            tx.people.opened(tx.people.accounts(known.id)[0], NOW)
        (creator,) = tx.enrolments.of_person(_id(tx, "Wambui Kariuki"))
        waits = Matter(
            key="m" * 24,
            enrolment=creator.id,
            kind=MatterKind.HELP,
            subject="",
            words="The microphone hums",
            opened_at=NOW,
            owner=_id(tx, "Grace Wanjiru"),
        )
        tx.matters.open(waits)

    change(load(config), before)
    for kept in ("Classrooms of Kibra", "Lake Shore Clean-Up Trust"):
        edit(roster, f"{kept},Grace Wanjiru", f"{kept},Amara Obi")
    ran = run("roster", "import", config, roster)

    assert "Wambui Kariuki: mentor Grace Wanjiru → Amara Obi" in ran.out
    with closing(sqlite3.connect(config.with_name("cohortbot.db"))) as database:
        told = database.execute(
            "SELECT people.name, content FROM deliveries JOIN people ON people.id = person_id "
            "WHERE deliveries.name LIKE 'told/roster/%' ORDER BY people.name"
        ).fetchall()
        (owner,) = database.execute(
            "SELECT name FROM people JOIN matters ON people.id = owner_id WHERE matters.key = ?", ("m" * 24,)
        ).fetchone()
    assert [(name, plain(load_message(content).text)) for name, content in told] == [
        ("Amara Obi", "You look after Wambui Kariuki, Otieno Odhiambo now."),
        ("Grace Wanjiru", "Amara Obi looks after Wambui Kariuki, Otieno Odhiambo now."),
        ("Otieno Odhiambo", "Your mentor is Amara Obi now."),
        ("Wambui Kariuki", "Your mentor is Amara Obi now."),
    ]
    assert owner == "Amara Obi"
