"""Blocks are built as the library builds them, and refused as it refuses them."""

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    MarkdownBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import ConfirmObject, SlackFile

from adapters.slack.building import built
from adapters.slack.rich_text import rich_text

OPTIONS = [Option(value="1", text="One"), Option(value="2", text=PlainTextObject(text="Two", emoji=True))]
SURE = ConfirmObject(title="Sure?", text="It can't be taken back.", confirm="Yes", deny="No")
BUTTON = ButtonElement(text="Done", action_id="lesson/key/0", style="primary", confirm=SURE)


@pytest.mark.parametrize(
    "block",
    [
        rich_text(
            "*Week 3*: ask <@U1>, by <!date^1780000000^{time}|then>.\n```\ncode\n```\nhttps://example.org"
        ),
        rich_text(""),
        rich_text("```\n\n```"),
        MarkdownBlock(text="# A lesson"),
        ActionsBlock(elements=[BUTTON, StaticSelectElement(action_id=">", options=OPTIONS)]),
        SectionBlock(text=MarkdownTextObject(text="*Hello*"), accessory=BUTTON, fields=["one", "two"]),
        ContextBlock(elements=[PlainTextObject(text="small")]),
        HeaderBlock(text="Your week"),
        DividerBlock(),
        ImageBlock(alt_text="A chart", slack_file=SlackFile(id="F1")),
        InputBlock(
            block_id="goal",
            label="Goal",
            optional=True,
            element=PlainTextInputElement(action_id="value", initial_value="", multiline=False),
        ),
        InputBlock(label="One of", element=StaticSelectElement(options=OPTIONS, initial_option=OPTIONS[0])),
    ],
    ids=lambda block: str(block.type),
)
def test_a_block_is_what_the_library_makes_of_it(block: JsonObject) -> None:
    """To the last key, whatever stands in it."""
    assert built(block) == block.to_dict()


@pytest.mark.parametrize(
    "block",
    [
        HeaderBlock(text="x" * 151),
        ActionsBlock(elements=[ButtonElement(text="x" * 76, action_id="a")]),
        ActionsBlock(elements=[ButtonElement(text="x", action_id="a" * 256)]),
        ActionsBlock(elements=[BUTTON] * 26),
        SectionBlock(),
        ImageBlock(image_url="https://example.org/a.png", alt_text="x" * 2001),
    ],
    ids=lambda block: str(block.type),
)
def test_what_the_library_refuses_is_refused(block: JsonObject) -> None:
    """For the reason that it gives, also where it stands within a block."""
    with pytest.raises(SlackObjectFormationError) as library:
        block.to_dict()
    with pytest.raises(SlackObjectFormationError) as ours:
        built(block)

    assert str(ours.value) == str(library.value)
