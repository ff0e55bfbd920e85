"""A lesson is Markdown, with a little TOML between two +++ lines before it."""

from pathlib import Path
from typing import Final

from bot.config.document import parse_document, read_text, validate
from bot.config.findings import Findings, Where
from bot.config.tables import LessonHead
from bot.domain.programme import Lesson

FENCE: Final = "+++"


def read_lesson(path: Path, file: str, findings: Findings) -> Lesson | None:
    """The lesson in a file; None after a fault. What stands before the Markdown may be left out."""
    text = read_text(path, file, findings)
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").split("\n")
    head, body = LessonHead(), lines
    if lines[0].strip() == FENCE:
        end = next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == FENCE), None)
        if end is None:
            where = Where(file=file, line=1, key="file")
            findings.fault(where, "the +++ of line 1 has no end", "write a line +++ before the Markdown")
            return None
        doc = parse_document("\n".join(lines[1:end]), file, findings, first_line=2)
        found = validate(doc, LessonHead, findings) if doc else None
        if found is None:
            return None
        head, body = found, lines[end + 1 :]
    markdown = "\n".join(body).strip()
    if not markdown:
        findings.fault(Where(file=file, line=1, key="file"), "has no text", "write the lesson in Markdown")
        return None
    return Lesson(body=markdown, summary=head.summary, tags=head.tags, ask=head.ask or ())
