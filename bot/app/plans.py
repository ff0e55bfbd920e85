"""What the admins wrote becomes what the engine runs by."""

from bot.chat.place import Channel, Place, Platform
from bot.config.flag_tables import ladder_of, rules_of
from bot.config.setup import Checked, CohortSetup
from bot.domain.people import Role
from bot.engine.plans import CohortPlan, Plans


def plans_of(checked: Checked) -> Plans:
    """The plans of all cohorts of a configuration."""
    return Plans([plan_of(setup) for setup in checked.cohorts], pages=checked.config.pages)


def plan_of(setup: CohortSetup) -> CohortPlan:
    """The plan of one cohort."""
    return CohortPlan(
        cohort=setup.cohort,
        programme=setup.programme,
        fingerprint=setup.fingerprint,
        home=tuple(
            Place(at=Channel(platform=Platform(channel.platform), id=channel.id, workspace=channel.workspace))
            for channel in setup.settings.channels
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
