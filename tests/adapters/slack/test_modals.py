"""What Slack shows in a modal where there is no message to answer with."""

from adapters.slack.forms import token_of
from adapters.slack.modals import page_modal, parts_view
from adapters.slack.outbound import layout
from bot.chat.message import Message, Picture
from bot.chat.page import Figure, FiguresSection, Page, TextSection
from bot.chat.text import Strong, fill
from tests.adapters.slack.reader import seen
from tests.contract.words import LONG, button

PICTURE = Picture(kind="bars", title="Weeks", alt="Two done.", columns=("Week", "Done"), rows=(("1", "2"),))


def test_a_modal_may_only_say_something() -> None:
    """Where there is nothing to fill in; it can only be closed."""
    text = ("Only ", Strong("mentors"), " can do this.")
    view = parts_view(layout(Message(text=text)), fill)

    assert seen(view["blocks"]).words == "Only mentors can do this."
    assert "submit" not in view
    assert len(view["title"]["text"]) <= 24
    assert (view["callback_id"], view["close"]["text"], token_of(view)) == ("words", "Close", None)


def test_a_message_in_a_modal_can_be_pressed() -> None:
    """Its buttons carry their tokens, and its picture is shown."""
    parts = layout(Message(text=("Well done!",), buttons=(button("More"),), picture=PICTURE))

    view = parts_view(parts, fill, images={PICTURE: "F1"})

    there = seen(view["blocks"])
    assert (there.only("button"), there.only("picture")) == (["More"], ["Two done."])
    (more,) = view["blocks"][-1]["elements"]
    assert more["action_id"] == f"{button('More').token}//0"


def test_a_lesson_in_a_modal_is_told_in_words() -> None:
    """No view shows Markdown, and nothing of it is lost."""
    view = parts_view(layout(LONG), fill)

    assert {block["type"] for block in view["blocks"]} == {"rich_text", "actions"}
    assert LONG.body is not None
    said = seen(view["blocks"][:-1]).words.replace("Hello Ana.", "")
    assert "".join(said.split()) == "".join(LONG.body.split())


def test_a_page_in_a_modal() -> None:
    """With what opens the pages behind it; of very many sections the first are shown."""
    figure = FiguresSection(figures=(Figure(label="Weeks", value="3", path="weeks/x"),))

    view = page_modal(Page(title="Your progress in this cohort", sections=(figure,)), fill)
    many = page_modal(Page(title="T", sections=(TextSection(text=("x",)),) * 120), fill)

    assert view["title"]["text"] == "Your progress in this c…"
    assert seen(view["blocks"]).only("header") == ["Your progress in this cohort"]
    assert seen(view["blocks"]).only("button") == ["Weeks"]
    assert len(many["blocks"]) == 100
