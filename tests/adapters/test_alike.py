"""The adapters resemble each other: who knows one finds their way in the others."""

from pathlib import Path

import pytest

import adapters
from adapters.discord.adapter import DiscordAdapter
from adapters.memory.adapter import MemoryAdapter
from adapters.playground.adapter import PlaygroundAdapter
from adapters.slack.adapter import SlackAdapter
from adapters.terminal.adapter import TerminalAdapter
from bot.chat.adapter import ChatAdapter

ALL = (DiscordAdapter, SlackAdapter, PlaygroundAdapter, TerminalAdapter, MemoryAdapter)
ROOT = Path(adapters.__path__[0])


def does(kind: type) -> list[str]:
    """What can be asked of it, in the order in which it is written."""
    return [name for name, one in vars(kind).items() if callable(one) and not name.startswith("_")]


@pytest.mark.parametrize("adapter", ALL, ids=lambda kind: kind.__name__)
def test_an_adapter_has_what_the_core_asks_for_in_its_order(adapter: type) -> None:
    """And what else it offers stands beside."""
    asked = does(ChatAdapter)

    assert [name for name in does(adapter) if name in asked] == asked


def test_the_two_chats_are_taken_apart_in_the_same_way() -> None:
    """What one of them alone has is what its platform alone needs."""
    discord, slack = ({file.stem for file in (ROOT / name).glob("*.py")} for name in ("discord", "slack"))

    assert discord & slack >= {
        "adapter", "answering", "asking", "commands", "diagnoses", "doctor", "escape", "forms", "hearing",
        "inbound", "markdown", "outbound", "pages", "places", "searching", "sending", "tables", "trouble",
    }  # fmt: skip
