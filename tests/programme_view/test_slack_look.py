"""What Slack would show is shown, of the blocks that its adapter sends."""

import pytest

from adapters.playground.look import Reader
from adapters.playground.slack_look import SlackMessage, slack_look
from adapters.playground.slack_markdown import slack_markdown
from adapters.slack.outbound import blocks_of, layout
from bot.chat.message import Button, Message
from bot.chat.text import Link, Strong, When
from bot.chat.token import Token
from tests.builders import utc
from tests.programme_view.eyes import Page

READER = Reader(zone="Europe/Madrid", language="en")


def look(message: Message) -> Page:
    parts = layout(message)
    messages = [SlackMessage(blocks=blocks_of(part, ""), characters=len(part.content)) for part in parts]
    return Page(slack_look(messages, READER))


def test_spans_and_a_lesson() -> None:
    """Rich text, an instant in the reader's time, a lesson below it, and the buttons."""
    text = (Strong("Lesson"), " due ", When(utc("2026-09-08 16:00")), " ", Link("here", "https://a.example"))
    button = Button(label="Done", token=Token("lesson", "k", "done"), style="primary")

    page = look(Message(text=text, body="## Why\n\nBecause *so*.", buttons=(button,)))

    assert "Lesson due Tue 8 Sep 18:00 here Why Because so. Done" in page.words
    assert page.links == ["https://a.example"]
    assert {"strong", "time", "em"} <= set(page.elements)


def test_markdown_as_slack_shows_it() -> None:
    """Headings have one size, tasks have boxes, tables are tables, and addresses can be clicked."""
    made = slack_markdown(
        "# A\n### B\n\n- [ ] c\n- [x] d\n\n| e |\n|---|\n| f |\n\nsee https://g.example.\n\n---"
    )

    assert made == (
        '<p class="heading">A</p><p class="heading">B</p><ul><li>☐ c</li><li>☑ d</li></ul>'
        '<div class="wide"><table><thead><tr><th scope="col">e</th></tr></thead>'
        "<tbody><tr><td>f</td></tr></tbody></table></div>"
        '<p>see <a href="https://g.example" rel="noopener noreferrer nofollow" target="_blank">'
        "https://g.example</a>.</p><hr>"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "[press](<javascript:alert(1)>)",
        "[press](data:text/html;base64,xx)",
        "![pixel](https://a.example/x.png)",
        '[x](https://a.example "on\\"mouseover=alert(1)")',
        "<b onclick=x>**bold**</b>",
    ],
)
def test_what_is_hostile_is_only_words(hostile: str) -> None:
    """Neither a lesson nor what somebody typed brings an element, a handler or a dangerous address."""
    for page in (look(Message(text=(hostile,))), look(Message(text=("x",), body=hostile))):
        assert not {"script", "img", "b"} & set(page.elements)
        assert page.handlers == []
        assert all(link.startswith("https://a.example") for link in page.links)


def test_blocks_that_nobody_knows() -> None:
    """A block of another kind shows nothing and breaks nothing."""
    odd: list[dict[str, object]] = [
        {"type": "video"},
        {},
        {"type": "rich_text", "elements": [{"type": "odd"}, 3]},
        {"type": "markdown"},
    ]

    page = Page(slack_look([SlackMessage(blocks=odd, characters=0)], READER))

    assert page.words == "cohortbot App 0 of 2,000 characters".replace("cohortbot App", "cohortbotApp")
