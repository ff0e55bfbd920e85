"""What the server that plays Slack refuses for its content; what slack_sdk's own models make is taken."""

from typing import Any

import pytest
from slack_sdk.models import blocks as models
from slack_sdk.models.views import View

from tests.platforms.slack import limits, mentions
from tests.platforms.slack.server import serving
from tests.platforms.slack_bots import asking, buttons, client_of, section

Json = dict[str, Any]


def found(method: str, **said: Any) -> list[str]:
    """The breaches of one call, as error and sentence."""
    return [f"{each.error}: {each.what}" for each in limits.breaches_of(method, said)]


def posted(*blocks: Json) -> list[str]:
    return found("chat.postMessage", text="Hello", blocks=list(blocks))


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(**what: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go", **what}


def select(*values: str, **what: Any) -> Json:
    options = [{"text": plain(each), "value": each} for each in values]
    return {"type": "static_select", "action_id": "pick", "options": options, **what}


def row(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


WRONG: dict[str, tuple[Json, str]] = {
    "an unknown block": ({"type": "carousel_of_cats"}, "there is no 'carousel_of_cats' here"),
    "an unknown key": ({"type": "divider", "colour": "red"}, "blocks/0/colour: is unknown here"),
    "a missing key": ({"type": "header"}, "blocks/0/text: is missing"),
    "a long section": (section("x" * 3001), "wants 1 to 3000"),
    "an empty section": ({"type": "section"}, "wants text or fields"),
    "a long header": ({"type": "header", "text": plain("x" * 151)}, "wants 1 to 150"),
    "a header in mrkdwn": ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "no 'mrkdwn' here"),
    "a long block id": ({"type": "divider", "block_id": "x" * 256}, "wants 1 to 255"),
    "a long action id": (row(button(action_id="x" * 256)), "wants 1 to 255"),
    "the same action id": (row(button(), button()), "2 elements have the action_id 'go'"),
    "a long label": (row(button(text=plain("x" * 76))), "wants 1 to 75"),
    "a long value": (row(button(value="x" * 2001)), "wants 1 to 2000"),
    "a strange style": (row(button(style="default")), "none of primary, danger"),
    "too many buttons": (row(*(button(action_id=str(each)) for each in range(26))), "has 26 items"),
    "a long option value": (row(select("x" * 151)), "wants 1 to 150"),
    "too many options": (row(select(*map(str, range(101)))), "has 101 items"),
    "an option twice": (row(select("a", "a")), "two options have the same value"),
    "a first choice that is none": (
        row(select("a", initial_option={"text": plain("b"), "value": "b"})),
        "which is no option",
    ),
    "an image of nothing": ({"type": "image", "alt_text": "x"}, "wants image_url or slack_file"),
    "a long lesson": ({"type": "markdown", "text": "x" * 12_001}, "wants 1 to 12000"),
    "a question among actions": (row({"type": "plain_text_input"}), "there is no 'plain_text_input' here"),
}


@pytest.mark.parametrize("which", WRONG)
def test_wrong_blocks_are_found(which: str) -> None:
    """Each with the place and the limit."""
    block, sentence = WRONG[which]

    said = posted(block)

    assert any(each.startswith("invalid_blocks: ") and sentence in each for each in said), said


def test_what_holds_for_all_blocks_together() -> None:
    """50 of them, ids of their own, and 13,200 characters, of which 12,000 may be markdown."""
    lesson = {"type": "markdown", "text": "x" * 6001}
    sections = [section("x" * 2900) for _ in range(5)]

    assert "has 51 items" in posted(*[{"type": "divider"}] * 51)[0]
    assert "2 blocks have the block_id 'a'" in posted(*[{"type": "divider", "block_id": "a"}] * 2)[0]
    assert posted(lesson, lesson)[0].startswith("msg_blocks_too_long: blocks: the markdown blocks have 12002")
    assert posted(*sections)[0].startswith("msg_blocks_too_long: blocks: all blocks have 14500")
    assert posted(*sections[:4]) == []


def test_what_a_message_must_have_and_may_not() -> None:
    """Text, always; metadata that is flat."""
    flat = {"event_type": "cohortbot_message", "event_payload": {"key": "abc"}}
    deep = {"event_type": "cohortbot_message", "event_payload": {"key": {"a": 1}}}

    assert found("chat.postMessage", blocks=[section("x")])[0].startswith("no_text")
    assert found("chat.postMessage", text="x" * 40_001)[0].startswith("msg_too_long")
    assert found("chat.postMessage", text="x", metadata=flat) == []
    assert found("chat.postMessage", text="x", metadata=deep)[0].startswith("invalid_metadata_format")
    assert found("chat.postMessage", text="x", markdown_text="y")[0].startswith("markdown_text_conflict")
    assert found("chat.postMessage", text="x", channel="U1", username="Bob")[0].endswith(
        "Slackbot's messages"
    )
    assert found("chat.update", text="x", ts=1.5)[0].endswith("1.5 is no timestamp")
    assert found("response_url", delete_original=True) == []
    assert found("response_url", text="x", channel="C1")[0] == "invalid_payload: channel: is unknown here"


def test_what_views_may_not() -> None:
    """Titles of 24 characters, a button to send what is asked, no lessons."""
    good = asking("One", "Two")
    unsent = {key: value for key, value in good.items() if key != "submit"}
    lesson = {"type": "home", "blocks": [{"type": "markdown", "text": "x"}]}

    def of(view: Json) -> str:
        return "; ".join(found("views.open", view=view))

    assert of(good) == ""
    assert "view/title/text: has 25 characters" in of(good | {"title": plain("x" * 25)})
    assert "view/private_metadata: has 3001" in of(good | {"private_metadata": "x" * 3001})
    assert "view/callback_id: has 256" in of(good | {"callback_id": "x" * 256})
    assert "view/submit: is missing, with input blocks" in of(unsent)
    assert "has 101 items" in of(good | {"blocks": [{"type": "divider"}] * 101})
    assert "2 blocks have the block_id 'One'" in of(asking("One", "One"))
    assert "view/title: is unknown here" in of(lesson | {"title": plain("x")})
    assert "there is no 'markdown' here" in of(lesson)


def test_what_the_library_makes_is_taken() -> None:
    """The models of slack_sdk, as they write themselves."""
    option = models.Option(value="a", label="A")
    question = models.InputBlock(
        block_id="q",
        label="How?",
        hint="Shortly",
        optional=True,
        element=models.PlainTextInputElement(action_id="value", multiline=True, max_length=500),
    )
    choice = models.StaticSelectElement(
        action_id="a", placeholder="Pick", options=[option], initial_option=option
    )
    view = View(type="modal", title="Check-in", submit="Send", close="Not now", blocks=[question])
    said = [
        models.SectionBlock(text="Hello", accessory=choice),
        models.ActionsBlock(elements=[models.ButtonElement(text="Go", action_id="b", style="primary")]),
        models.ContextBlock(elements=[models.MarkdownTextObject(text="_small_")]),
        models.HeaderBlock(text="Week 1"),
        models.ImageBlock(alt_text="A chart", slack_file={"id": "F1"}, title="Chart"),
        models.MarkdownBlock(text="# Lesson"),
        models.DividerBlock(),
    ]

    assert posted(*(each.to_dict() for each in said)) == []
    assert found("views.open", view=view.to_dict()) == []


async def test_a_breach_is_kept_and_refused() -> None:
    """With Slack's own error; the slips of people are no breaches."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")
        refused = await client.api_call("chat.postMessage", json={"channel": ana.id, "text": "x"})
        assert refused["ok"]
        with pytest.raises(Exception, match="invalid_blocks"):
            await client.chat_postMessage(channel=ana.id, text="x", blocks=[section("x" * 3001)])
        with pytest.raises(Exception, match="channel_not_found"):
            await client.chat_postMessage(channel="C404", text="x")

        assert there.breaches == [
            "chat.postMessage: blocks/0/text/text: has 3001 characters, wants 1 to 3000",
        ]
        assert [each.text for each in ana.sees()] == ["x"]


async def test_whether_somebody_is_called_can_be_asked() -> None:
    """In text and blocks, where Slack looks; what was escaped calls nobody."""
    async with serving() as there:
        client, ana = client_of(there), there.person("Ana")

        async def said(text: str, *blocks: Json) -> str:
            made = await client.chat_postMessage(channel=ana.id, text=text, blocks=list(blocks))
            return str(made["ts"])

        assert there.pings(await said("Hello <!channel>"))
        assert there.pings(await said("Hello", section(f"<@{ana.id}>")))
        assert not there.pings(await said("Hello &lt;!channel&gt;", *buttons("<!here>")))
        assert there.unescaped(await said("you & me")) == ["you & me"]
        assert there.unescaped(await said("> quoted\n<https://a.example|a> &amp; &lt;b&gt;")) == []


def test_a_client_makes_mentions_of_names() -> None:
    """And escapes the rest."""
    assert mentions.is_unescaped("a < b")
    assert not mentions.is_unescaped("<!date^1^{date}|Monday> <!subteam^S1> <#C1|general>")
