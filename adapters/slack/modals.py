"""What is said where there is no message to answer with, in App Home or a modal: a modal of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View

from adapters.slack.escape import BODY, escape
from adapters.slack.markdown import spoken
from adapters.slack.outbound import (
    action_id,
    content_blocks,
    picture_block,
    pressable,
    rows_of,
)
from adapters.slack.pages import NO_IMAGES, Images, page_blocks
from bot.chat.message import Part
from bot.chat.page import Page
from bot.chat.quoting import unsteered
from bot.chat.text import Say, plain

WORDS: Final = "words"
"""The callback_id of a modal in which there is nothing to fill in."""
BLOCKS: Final = 100  # Slack: a view has at most 100 blocks.
_TITLE: Final = 24  # Slack: the title of a modal, and the words on its buttons.

Modal = dict[str, Any]
"""A view as Slack wants it, found to be within its limits."""


def parts_view(parts: Sequence[Part], say: Say, *, images: Images = NO_IMAGES) -> Modal:
    """A message as a modal, with its buttons and pictures; lessons in words, since no view shows Markdown."""
    blocks = [block for part in parts for block in _blocks(part, images)]
    return modal(
        title=plain(say("Your programme")),
        close=plain(say("Close")),
        blocks=blocks[:BLOCKS],
        callback_id=WORDS,
    )


def words_above(parts: Sequence[Part], fields: int) -> list[Block]:
    """What a message says, above so many fields of a form; without its buttons, which lead to that form."""
    blocks = [block for part in parts for block in _blocks(replace(part, buttons=()), NO_IMAGES)]
    return blocks[: BLOCKS - fields]


def page_modal(page: Page, say: Say, images: Images = NO_IMAGES, prefix: str = "") -> Modal:
    """A page as a modal, with what opens the pages behind it."""
    return modal(
        title=page.title,
        close=plain(say("Close")),
        blocks=page_blocks(page, say, images, prefix)[:BLOCKS],
        callback_id=WORDS,
    )


def modal(
    *,
    title: str,
    close: str,
    blocks: Sequence[Block | dict[str, Any]],
    callback_id: str,
    submit: str | None = None,
    private_metadata: str | None = None,
) -> Modal:
    """A modal. Raises SlackObjectFormationError for what Slack would not take."""
    view = View(
        type="modal",
        title=_label(title),
        submit=_label(submit) if submit else None,
        close=_label(close),
        blocks=blocks,
        callback_id=callback_id,
        private_metadata=private_metadata,
    )
    return view.to_dict()


def _blocks(part: Part, images: Images) -> list[Block]:
    text, _, body = part.content.partition(BODY)
    made = content_blocks(text) + content_blocks(escape(spoken(body)))
    if part.picture is not None:
        made.append(picture_block(part.picture, images.get(part.picture)))
    buttons = [pressable(one.label, action_id(one, "", at), one.style) for at, one in enumerate(part.buttons)]
    return [*made, *rows_of(buttons)]


def _label(words: str) -> PlainTextObject:
    line = " ".join(unsteered(words).split()) or "…"
    cut = line if len(line) <= _TITLE else f"{line[: _TITLE - 1].rstrip()}…"
    return PlainTextObject(text=cut, emoji=True)
