"""What the admins wrote becomes what the engine runs by."""

from bot.chat.place import PLAYGROUND, Channel, Place, Platform
from bot.config.flag_tables import ladder_of, rules_of
from bot.config.setup import Checked, CohortSetup
from bot.domain.people import Role
from bot.engine.plans import CohortPlan, Plans


def plans_of(checked: Checked) -> Plans:
    """The plans of all cohorts of a configuration."""
    pages = checked.config.pages
    return Plans([plan_of(setup, pages=pages is not None) for setup in checked.cohorts], pages=pages)


def plan_of(setup: CohortSetup, *, pages: bool = False) -> CohortPlan:
    """The plan of one cohort, which has a channel on the `pages` where they are served."""
    return CohortPlan(
        cohort=setup.cohort,
        programme=setup.programme,
        fingerprint=setup.fingerprint,
        home=(
            *(
                Place(
                    at=Channel(
                        platform=Platform(channel.platform), id=channel.id, workspace=channel.workspace
                    )
                )
                for channel in setup.settings.channels
            ),
            *((Place(at=channel_on_pages(setup.cohort.name)),) if pages else ()),
        ),
        mentors=frozenset(row.name for row in setup.people(Role.MENTOR)),
        admins=frozenset(row.name for row in setup.people(Role.ADMIN)),
        reminder_after=setup.settings.reminders.after,
        safety_contact=setup.name_of(setup.settings.safety_contact),
        backup_mentor=setup.name_of(setup.settings.backup_mentor),
        mentors_see_all=setup.settings.mentors_see == "all",
        mentor_capacity=setup.settings.mentor_capacity,
        flag_rules=rules_of(setup.settings.flags),
        ladder=ladder_of(setup.settings.ladder),
    )


def channel_on_pages(cohort: str) -> Channel:
    """Where everybody of the cohort reads who signs in to the pages: nobody has to make it."""
    return Channel(platform=PLAYGROUND, id=cohort)
