"""A calendar and a programme as people read them: a table, a page, and a file for calendar apps."""

from bot.preview.preview import CreatorPreview, ProgrammePreview, preview_creator, preview_programme
from bot.preview.table import Row, calendar_table

__all__ = [
    "CreatorPreview",
    "ProgrammePreview",
    "Row",
    "calendar_table",
    "preview_creator",
    "preview_programme",
]
