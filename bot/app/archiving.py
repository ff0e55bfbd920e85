"""What the bot knows as files: whole exports, imports into an empty one, and changes of its schema."""

import re
from collections.abc import Iterator
from pathlib import Path

from adapters.playground import archive as conversations
from bot.app.database import database_of, look, pages_beside
from bot.config.setup import Checked
from bot.domain.programme import Lesson, Step
from bot.engine.clock import SystemClock
from bot.errors import InputError
from bot.features.roster_changes import count
from bot.store import archive, header
from bot.store.locks import hold_plan
from bot.store.manifest import Manifest
from bot.store.opening import prepare
from bot.store.tx import Tx

RESOURCES = "resources"
CONVERSATIONS = "conversations.jsonl"


def export_to(checked: Checked, folder: Path) -> str:
    """Write the tables, the conversations and the lessons that were sent into a new folder; what is said."""
    shown = look(checked, lambda tx: _shown_lessons(tx, checked))
    programmes = [programme.name for programme in checked.programmes]
    path = database_of(checked)
    pages = pages_beside(path)
    written = archive.export_to(path, folder, programmes=programmes)
    # After the tables: what they know as sent, and more, stands there.
    talked = _export_conversations(checked, pages, folder / CONVERSATIONS) if pages.exists() else 0
    _write_resources(folder / RESOURCES, shown)
    lessons = f" and {count(len(shown), 'lesson', 'lessons')} in {RESOURCES}" if shown else ""
    return f"{folder}: {_rows(written)}{_messages(talked)}{lessons}."


def import_from(checked: Checked, folder: Path) -> str:
    """Fill the configured database, which must be empty, from an export; what is said about it."""
    path = database_of(checked)
    pages, file = pages_beside(path), folder / CONVERSATIONS
    with hold_plan(path, SystemClock().now()):
        talked = conversations.read_from(file) if file.exists() else None
        if talked is not None:
            conversations.refuse_full(pages)
        given = archive.import_from(folder, path)
        if talked is not None:
            conversations.fill(pages, talked)
    messages = _messages(0 if talked is None else len(talked.messages))
    return f"{path}: {_rows(given)}{messages} from {folder}."


def migrate(checked: Checked) -> str:
    """Bring the configured database to the newest schema; what is said about it."""
    path, now = database_of(checked), SystemClock().now()
    header.look_whole(path)
    with hold_plan(path, now):
        done = prepare(path, now=now)
    if done is None:
        return f"{path} has the newest schema; nothing was changed."
    return (
        f"{path} went from schema {done.before} to schema {done.after}.\n"
        f"As it was before, it is in {done.backup}."
    )


def _rows(manifest: Manifest) -> str:
    rows = sum(table.rows for table in manifest.tables.values())
    return f"{count(rows, 'row', 'rows')} of {count(len(manifest.tables), 'table', 'tables')}"


def _export_conversations(checked: Checked, pages: Path, file: Path) -> int:
    """Write them; how many messages that was. Of whom was erased while no pages were served, none is."""
    held = conversations.kept_at(pages)
    named = held.accounts()
    gone = look(checked, lambda tx: [one for one in named if tx.people.by_account(one) is None])
    held = held.without(gone)
    conversations.write_to(file, held)
    return len(held.messages)


def _messages(talked: int) -> str:
    return f", {count(talked, 'message', 'messages')} of the pages" if talked else ""


def _shown_lessons(tx: Tx, checked: Checked) -> dict[str, tuple[Step, Lesson]]:
    """Each lesson that anybody was shown and a programme still has, by the path of its file."""
    found: dict[str, tuple[Step, Lesson]] = {}
    for plan in checked.cohorts:
        row = tx.cohorts.by_name(plan.cohort.name)
        shown = set() if row is None else tx.occurrences.steps_shown(row.id)
        for step in plan.programme.steps:
            if step.id in shown and isinstance(step.content, Lesson):
                name = f"week-{step.week:02}-{_slug(step.title)}.md"
                found[f"{plan.programme.name}/{name}"] = (step, step.content)
    return found


def _slug(title: str) -> str:
    return re.sub(r"[\W_]+", "-", title.casefold()).strip("-") or "lesson"


def _write_resources(folder: Path, lessons: dict[str, tuple[Step, Lesson]]) -> None:
    try:
        for name, (step, lesson) in lessons.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(_page(step, lesson)), encoding="utf-8")
    except OSError as refused:
        why = (refused.strerror or "no reason given").lower()
        raise InputError(
            f"{folder}: the lessons cannot be written ({why}); the tables are whole"
        ) from refused


def _page(step: Step, lesson: Lesson) -> Iterator[str]:
    if not lesson.body.lstrip().startswith("# "):
        yield f"# {step.title}\n"
    yield lesson.body.strip()
    yield ""
