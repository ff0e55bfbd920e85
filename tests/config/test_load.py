"""What an admin wrote becomes values."""

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.calendar import occurrences
from bot.domain.people import Enrolment, EnrolmentState, Person, Role
from bot.domain.programme import Backfill, IfPast, Meeting, OnDayOff, Questions, StepKind, YearlyDate
from bot.domain.question import Equals
from tests.config.desk import Desk


def test_a_valid_folder_is_fine(desk: Desk) -> None:
    """Nothing is said about a folder in which nothing is wrong."""
    assert desk.reads() == ["fine"]


def test_the_cohort_is_what_the_file_says(desk: Desk) -> None:
    """Dates, breaks and defaults arrive in the domain."""
    plan = desk.loads().cohorts[0]

    assert (plan.cohort.start, plan.cohort.zone, plan.cohort.daily_cap) == (
        date(2027, 1, 11),
        "Europe/London",
        3,
    )
    assert [(one.start, one.end) for one in plan.cohort.breaks] == [(date(2027, 1, 18), date(2027, 1, 25))]
    assert plan.settings.reminders.after == timedelta(days=2)


def test_the_store_lies_beside_the_configuration(desk: Desk) -> None:
    """From wherever the bot is started, it is the same file."""
    desk.adds("config.toml", '[store]\nurl = "sqlite:///data/bot.db"\n')

    assert desk.loads().store_url == f"sqlite:///{desk.folder}/data/bot.db"


def test_a_step_overrides_its_programme_which_overrides_the_built_in(desk: Desk) -> None:
    """The time of the lesson is the programme's, its day the step's own, the rest is built in."""
    desk.changes("program/weeks/01.toml", 'title = "A lesson"', 'title = "A lesson"\nday = "tuesday"')
    programme = desk.loads().cohorts[0].programme
    lesson = programme.step("w01-lesson")

    assert lesson is not None
    assert (lesson.weekday, lesson.time) == (1, time(8, 30))
    assert (lesson.on_day_off, lesson.late_after) == (OnDayOff.NEXT, timedelta(days=6))
    assert (lesson.if_past, lesson.backfill) == (IfPast.CATCH_UP, Backfill.NONE)


def test_a_check_in_asks_the_questions_of_its_form_and_its_own(desk: Desk) -> None:
    """The form's come first."""
    step = desk.loads().cohorts[0].programme.step("w01-check-in")

    assert step is not None
    assert isinstance(step.content, Questions)
    assert [question.id for question in step.content.questions] == ["mood", "stuck", "stuck_on", "task"]
    assert step.content.questions[2].only_if == Equals(question="stuck", value="yes")


def test_a_meeting_is_announced_a_day_before(desk: Desk) -> None:
    """Unless it says otherwise."""
    step = desk.loads().cohorts[0].programme.step("w02-meeting")

    assert step is not None
    assert step.content == Meeting(
        text="Bring a question.", length=timedelta(minutes=45), notice=timedelta(hours=24)
    )


def test_a_track_replaces_a_step_and_keeps_its_identity(desk: Desk) -> None:
    """Who is of the track takes the replacement, the others the step."""
    programme = desk.loads().cohorts[0].programme
    of_music = programme.steps_for(track="music", language="en", platform="discord")
    of_health = programme.steps_for(track="health", language="en", platform="discord")

    assert {step.slot for step in of_music} == {step.slot for step in of_health}
    assert [step.title for step in of_music if step.kind is StepKind.LESSON] == ["A lesson on music"]
    assert [step.title for step in of_health if step.kind is StepKind.LESSON] == ["A lesson"]


def test_a_date_of_every_year_and_a_repeat_arrive(desk: Desk) -> None:
    """The calendar takes what was loaded as it is."""
    desk.changes("program/weeks/01.toml", 'form = "weekly"', 'form = "weekly"\nrepeat_every = 1')
    plan = desk.loads().cohorts[0]
    person = Person(key="k", name="Ana Ruiz", zone="Europe/Madrid")
    ana = Enrolment(key="e", person=person, state=EnrolmentState.ACTIVE, platform="discord", track="health")
    seen = occurrences(plan.programme, plan.cohort, ana, ())
    notice = plan.programme.step("w02-notice")

    assert notice is not None
    assert notice.date == YearlyDate(month=1, day=20)
    assert [one.week for one in seen if one.step.id == "w01-check-in"] == [1, 2]
    assert seen[0].at == datetime(2027, 1, 11, 7, 30, tzinfo=UTC)


def test_whom_the_configuration_does_not_name_is_a_creator(desk: Desk) -> None:
    """One may be mentor and admin at once."""
    desk.changes("config.toml", 'mentors = ["Mo Mentor"]', 'mentors = ["mo  mentor", "Ada Admin"]')
    plan = desk.loads().cohorts[0]

    assert [row.name for row in plan.people(Role.CREATOR)] == ["Ana Ruiz", "Ben Okri"]
    assert [row.name for row in plan.people(Role.MENTOR)] == ["Ada Admin", "Mo Mentor"]
    assert [row.name for row in plan.people(Role.ADMIN)] == ["Ada Admin"]


def test_any_edit_of_the_programme_changes_its_fingerprint(desk: Desk) -> None:
    """So does an edit of the cohort's days, but not one of its title."""
    first = desk.loads().cohorts[0]
    desk.changes("config.toml", 'title = "Spring"', 'title = "Spring 2027"')
    renamed = desk.loads().cohorts[0]
    desk.changes("config.toml", "until = 2027-01-25", "until = 2027-02-01")
    longer = desk.loads().cohorts[0]
    desk.changes("program/lessons/music.md", "Do it.", "Do it well.")
    rewritten = desk.loads().cohorts[0]

    assert first.fingerprint == renamed.fingerprint != longer.fingerprint
    assert first.programme.fingerprint == longer.programme.fingerprint
    assert len({longer.fingerprint, rewritten.fingerprint}) == 2


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(desk: Desk) -> None:
    """Nor do they move a line."""
    for name in ("config.toml", "roster.csv", "program/weeks/01.toml", "program/lessons/music.md"):
        text = (desk.folder / name).read_text(encoding="utf-8")
        desk.writes(name, "\ufeff" + text.replace("\n", "\r\n"))

    assert desk.reads() == ["fine"]


def test_two_cohorts_may_share_a_programme(desk: Desk) -> None:
    """What is wrong in it is said once."""
    desk.adds("config.toml", desk.config.read_text(encoding="utf-8").replace("spring", "autumn"))
    desk.changes("program/weeks/01.toml", "lessons/01-one.md", "lessons/01-on.md")

    assert desk.reads() == [
        "program/weeks/01.toml:8: steps[w01-lesson].lesson: there is no lesson 'lessons/01-on.md'; "
        "did you mean 'lessons/01-one.md'?"
    ]
