"""The planner takes those who are due in turns, the longest due first, each once."""

from datetime import timedelta

from bot.domain.keys import cohort_key
from bot.store.store import Store
from bot.store.tx import Tx
from tests.builders import a_person, an_enrolment
from tests.store.conftest import NOW

HOURS = {"Ana": -1, "Ben": -3, "Cleo": -1, "Dora": -2, "Emil": 1}


def enrol(tx: Tx) -> int:
    cohort = tx.cohorts.add(key=cohort_key("autumn"), name="autumn", fingerprint="one")
    for name, hours in HOURS.items():
        enrolment = an_enrolment(person=a_person(name))
        tx.enrolments.add(cohort.id, tx.people.add(enrolment.person), enrolment, None)
        number = tx.enrolments.of_cohort(cohort.id)[-1].id
        tx.planned.set_next_due([(number, NOW + timedelta(hours=hours))])
    return cohort.id


async def test_everybody_who_is_due_has_a_turn(store: Store) -> None:
    """Two at a time; of those due since the same instant the first to be enrolled comes first."""
    cohort = await store.write(enrol)

    def turns(tx: Tx) -> list[list[str]]:
        found: list[list[str]] = []
        last = None
        while chosen := tx.planned.due(cohort, NOW, limit=2, after=last):
            found.append([one.enrolment.person.name for one in chosen])
            last = chosen[-1]
        return found

    assert await store.read(turns) == [["Ben", "Dora"], ["Ana", "Cleo"]]
