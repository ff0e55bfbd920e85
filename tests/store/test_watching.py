"""What the watch reads of creators, and what a sign of life does."""

from datetime import timedelta

from bot.chat.place import Account, Place, Platform
from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.domain.flag_facts import Silent, written
from bot.domain.flags import Number, Silence
from bot.domain.may_send import Nature
from bot.domain.programme import StepKind
from bot.store.deliveries import Owed
from bot.store.flags import Flag, nudge_name
from bot.store.signs import sign_of_life
from bot.store.store import Store
from bot.store.tx import Tx
from tests.builders import an_enrolment, utc

NOW = utc("2026-10-05 12:00")
ANA = Account(platform=Platform("discord"), user="ana")
KEYS = ("a" * 24, "b" * 24)


def enrol(tx: Tx) -> int:
    """Ana, who was asked twice; the number of her enrolment."""
    enrolment = an_enrolment()
    person = tx.people.add(enrolment.person)
    tx.people.add_account(person, ANA, preferred=True)
    row = tx.cohorts.add(key="cohort", name="autumn", fingerprint="one")
    tx.enrolments.add(row.id, person, enrolment, None)
    enrolled = tx.enrolments.by_key(enrolment.key)
    assert enrolled is not None
    tx.occurrences.add((enrolled.id, asked(key, week)) for week, key in enumerate(KEYS, start=1))
    tx.occurrences.shown((key, NOW, None) for key in KEYS)
    return enrolled.id


def asked(key: str, week: int) -> LedgerEntry:
    return LedgerEntry(
        key=key,
        step=f"w{week}",
        ordinal=0,
        kind=StepKind.CHECK_IN,
        title="friday",
        week=week,
        wall="2026-09-11T15:00:00",
        zone="UTC",
        at=NOW + timedelta(weeks=week),
        state=OccurrenceState.SENT,
    )


async def test_the_newest_answer_counts_and_words_are_no_number(store: Store) -> None:
    """In the order in which the questions were asked, whenever they were answered."""

    def work(tx: Tx) -> dict[str, object]:
        ana = enrol(tx)
        tx.answers.add(KEYS[1], {"mood": "2", "where": "here", "followers": "many"}, NOW)
        tx.answers.add(KEYS[0], {"mood": "5", "followers": "7"}, NOW)
        tx.answers.add(KEYS[0], {"mood": "4", "followers": ""}, NOW)
        return dict(tx.watching.numbers([ana], ["mood", "followers"])[ana])

    assert await store.write(work) == {
        "mood": (Number(value=4, at=NOW), Number(value=2, at=NOW)),
    }


async def test_whom_to_look_at(store: Store) -> None:
    """Who was not seen since a day, and who has answered since the last look."""

    def work(tx: Tx) -> None:
        ana = enrol(tx)
        cohort = tx.cohorts.by_name("autumn")
        assert cohort is not None
        tx.answers.add(KEYS[0], {"mood": "5"}, NOW)
        newest = tx.watching.newest_answer()

        assert tx.watching.active(cohort.id) == [ana]
        assert tx.watching.quiet(cohort.id, NOW) == [ana]
        assert tx.watching.answered_since(cohort.id, newest - 1) == [ana]
        assert tx.watching.answered_since(cohort.id, newest) == []
        sign_of_life(tx, ANA, NOW)
        assert tx.watching.quiet(cohort.id, NOW - timedelta(seconds=1)) == []

    await store.write(work)


async def test_a_sign_of_life_ends_a_silence(store: Store) -> None:
    """Its flag comes down, and a nudge that has not left yet never does; a stranger's sign is nothing."""

    def work(tx: Tx) -> None:
        ana = enrol(tx)
        facts = written(Silent(since=NOW - timedelta(days=20)))
        flag = Flag(key="c" * 24, enrolment=ana, rule=Silence.KIND, facts=facts, raised_at=NOW)
        other = Flag(key="d" * 24, enrolment=ana, rule="mentor", facts=facts, raised_at=NOW)
        assert tx.flags.raise_up(flag)
        assert tx.flags.raise_up(other)
        assert not tx.flags.raise_up(flag)
        place = Place(at=ANA)
        name = nudge_name(flag.key)
        tx.deliveries.add([Owed(name=name, kind="nudge", nature=Nature.BOT, place=place, due_at=NOW)])
        sign_of_life(tx, Account(platform=Platform("discord"), user="zoe"), NOW)
        assert tx.flags.up([ana]) == [flag, other]
        sign_of_life(tx, ANA, NOW)

        assert tx.flags.up([ana]) == [other]
        assert tx.deliveries.count_by_state() == [("skipped", "settled", 1)]

    await store.write(work)
