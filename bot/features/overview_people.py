"""The people behind an overview: everyone, who needs somebody, and whose flags are up, each with a sheet."""

from bot.chat.page import Page, Section, TableSection, TextSection
from bot.chat.text import Text, When, plain
from bot.domain.week_marks import NOTHING
from bot.features.flag_words import facts_in_words
from bot.features.overseen import Overseen, sheet
from bot.features.sights import Sight, state_word, why
from bot.features.steering import guides_of
from bot.features.tables import Row, table
from bot.store.caseload import IN_CARE, Member
from bot.store.flags import Flag

MOST_REASONS = 20
NOBODY = "–"


def page_of(seen: Overseen, title: Text, *sections: Section) -> Page:
    """A page, which says so where nobody is in its last list."""
    last = sections[-1]
    if isinstance(last, TableSection) and not last.rows:
        sections = (*sections[:-1], TextSection(text=seen.say("There is nobody in this list.")))
    return Page(title=plain(title), sections=sections)


def everyone(seen: Overseen, path: str, _subject: str, start: int) -> Page:
    """All creators, who needs somebody first."""
    say = seen.say
    columns = (say("Creator"), say("Mentor"), say("Week"), say("Done"), say("Why they need somebody"))
    listed = table(
        columns,
        seen.sights,
        lambda one: _row(seen, one),
        start=start,
        path=path,
        leads=lambda one: sheet(one.member),
    )
    return page_of(seen, say("Creators of {cohort}", cohort=seen.plan.cohort.title), listed)


def needy(seen: Overseen, path: str, _subject: str, start: int) -> Page:
    """Those who need somebody, and why."""
    say = seen.say
    listed = table(
        (say("Creator"), say("Mentor"), say("Why")),
        seen.needy,
        lambda one: (one.member.name, one.member.mentor or NOBODY, _why(seen, one)),
        start=start,
        path=path,
        leads=lambda one: sheet(one.member),
    )
    return page_of(seen, say("Who needs somebody"), listed)


def of_mentor(seen: Overseen, path: str, subject: str, start: int) -> Page | None:
    """The creators of one mentor: of/<their key>."""
    guides = guides_of(seen.tx, seen.plan, seen.row.id)
    guide = next((one for one in guides if one.known.person.key == subject), None)
    theirs = [
        one
        for one in seen.sights
        if guide is not None and one.member.mentor_id == guide.known.id and one.member.state in IN_CARE
    ]
    if guide is None or not theirs:
        return None
    say = seen.say
    listed = table(
        (say("Creator"), say("State"), say("Week"), say("Why they need somebody")),
        theirs,
        lambda one: (
            one.member.name,
            plain(state_word(one.member.state, say)),
            str(one.week) if one.week else NOBODY,
            _why(seen, one) or NOBODY,
        ),
        start=start,
        path=path,
        leads=lambda one: sheet(one.member),
    )
    return page_of(seen, say("Creators of {mentor}", mentor=guide.name), listed)


def flags(seen: Overseen, path: str, _subject: str, start: int) -> Page:
    """The flags that are up, with their facts."""
    return page_of(seen, *flags_listed(seen, path, start))


def flags_listed(seen: Overseen, path: str, start: int) -> tuple[Text, TableSection]:
    """The same as a title and a table, the oldest first."""
    say = seen.say
    up = [(one.member, flag) for one in seen.sights for flag in one.flags]
    listed = table(
        (say("Creator"), say("What was noticed"), say("Since")),
        sorted(up, key=lambda pair: (pair[1].raised_at, pair[0].name)),
        lambda pair: _flag(seen, *pair),
        start=start,
        path=path,
        leads=lambda pair: sheet(pair[0]),
    )
    return say("Flags that are up"), listed


def _flag(seen: Overseen, one: Member, flag: Flag) -> Row:
    facts = facts_in_words(flag, seen.say, plan=seen.plan, zone=seen.zone)
    since = seen.say("{when}", when=When(flag.raised_at, seen.zone, "date"))
    return (one.name, plain(facts), plain(since))


def _row(seen: Overseen, one: Sight) -> Row:
    member, say = one.member, seen.say
    tallies = [seen.tallies.get((member.id, week), NOTHING) for week in range(1, seen.weeks + 1)]
    done = sum(tally.done for tally in tallies)
    shown = done + sum(tally.waiting + tally.closing + tally.missed for tally in tallies)
    week = str(one.week) if one.week else plain(state_word(member.state, say))
    return (member.name, member.mentor or NOBODY, week, f"{done}/{shown}", _why(seen, one) or NOBODY)


def _why(seen: Overseen, one: Sight) -> str:
    return why(one, seen.say, seen.plan, seen.zone, seen.visit.now)
