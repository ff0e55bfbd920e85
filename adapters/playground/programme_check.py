"""The result of a check as it stands above every page of the programme."""

from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.programme import Check
from bot.errors import Fault


def check_panel(check: Check) -> Html:
    """What is wrong and how to mend it, or that nothing is; with when it was looked at."""
    looked = tag(
        "p",
        esc("Looked at "),
        tag("time", esc(f"{check.looked_at:%H:%M:%S} UTC"), datetime=check.looked_at.isoformat()),
        class_="looked",
    )
    told = _faults(check.faults) if check.faults else tag("p", tag("strong", esc("✓ All is well.")))
    state = "faulty" if check.faults else "well"
    inside = (told, _edited(check), _notes(check.notes), looked)
    return tag("section", *inside, class_=f"check {state}", aria_label="Check of the files")


def _edited(check: Check) -> Html:
    if not check.is_edited or check.faults:
        return NOTHING
    words = "The files were edited since the start. What is running goes on by what they said then."
    return tag("p", esc(words))


def _faults(faults: tuple[Fault, ...]) -> Html:
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    head = tag("p", tag("strong", esc(f"✗ {count} in the files.")))
    rest = tag("p", esc("What you see below is the programme as it was before."), class_="quiet")
    return joined(head, rest, tag("ol", *map(_fault, faults)))


def _fault(fault: Fault) -> Html:
    where = tag("code", esc(f"{fault.file}:{fault.line}"))
    what = joined(tag("b", esc(fault.key)), esc(f": {fault.problem}; "), tag("em", esc(fault.remedy)))
    return tag("li", where, esc(": "), what)


def _notes(notes: tuple[str, ...]) -> Html:
    if not notes:
        return NOTHING
    count = "1 note, which stops nothing" if len(notes) == 1 else f"{len(notes)} notes, which stop nothing"
    items = (tag("li", esc(note)) for note in notes)
    return tag("details", tag("summary", esc(count)), tag("ul", *items))
