"""Requests as discord.py itself makes them, for the rules of the small Discord to be tried on."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import discord
from discord import app_commands, ui
from discord.http import MultipartParameters, handle_message_parameters
from discord.webhook.async_ import interaction_message_response_params

NONCE = "abcdefghijklmnopqrstuvwx"
NONE = discord.AllowedMentions.none()
CALLBACK = "/interactions/11/an.interaction-token/callback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One request; `said` is its name in a test."""

    said: str
    method: str
    path: str
    body: Any = None
    query: dict[str, str] = field(default_factory=dict)


def payload(made: MultipartParameters) -> Any:
    """The JSON of a request, which goes in a part of its own where there are files."""
    return json.loads(made.multipart[0]["value"]) if made.multipart else json.loads(json.dumps(made.payload))


def buttons(count: int = 5) -> ui.View:
    """A row of buttons, a link, and a menu."""
    view = ui.View(timeout=None)
    for index in range(count):
        view.add_item(
            ui.Button(label="Done", custom_id=f"token/{index}", style=discord.ButtonStyle.green, emoji="🎉")
        )
    view.add_item(ui.Button(label="Read", url="https://example.org/lesson"))
    options = [
        discord.SelectOption(label="Me", description="Only me", emoji="🎉"),
        discord.SelectOption(label="All"),
    ]
    view.add_item(ui.Select(custom_id="who", placeholder="Who?", options=options, row=2))
    return view


def layout() -> ui.LayoutView:
    """Components of the second kind, each in its place."""
    view = ui.LayoutView(timeout=None)
    section: ui.Section[Any] = ui.Section(
        ui.TextDisplay("Week 1"), accessory=ui.Button(label="Open", custom_id="open")
    )
    view.add_item(ui.Container(section, ui.Separator(), ui.TextDisplay("Begin"), accent_colour=3))
    view.add_item(ui.ActionRow(ui.Button(label="Done", custom_id="done")))
    return view


def embed() -> discord.Embed:
    """Every part of an embed."""
    made = discord.Embed(
        title="Week 1", description="Begin", url="https://example.org", timestamp=discord.utils.utcnow()
    )
    made.add_field(name="Due", value="Friday").set_footer(text="Soon").set_author(name="Ana")
    return made.set_image(url="attachment://plot.png")


def picture() -> discord.File:
    """A picture with its alt text."""
    return discord.File(io.BytesIO(b"png"), filename="plot.png", description="Eight of ten weeks done")


def kept() -> discord.Attachment:
    """A picture as Discord told of it, which an edit keeps."""
    return discord.Attachment(
        data={
            "id": 5,
            "filename": "plot.png",
            "size": 3,
            "url": "https://cdn.example.org/plot.png",
            "proxy_url": "https://media.example.org/plot.png",
            "content_type": "image/png",
            "width": 3,
            "height": 4,
            "description": "Eight of ten weeks done",
        },
        state=cast(Any, SimpleNamespace(http=None)),
    )


def form() -> ui.Modal:
    """Five fields, each of another kind."""
    modal = ui.Modal(title="Check-in", custom_id="token")
    text = ui.TextInput[Any](
        style=discord.TextStyle.long, max_length=3000, default="Well", placeholder="Well?"
    )
    modal.add_item(ui.Label(text="How are you?", description="In your own words", component=text))
    one = [discord.SelectOption(label="One"), discord.SelectOption(label="Two")]
    modal.add_item(ui.Label(text="Which?", component=ui.Select(options=one, required=False, min_values=0)))
    radio = [discord.RadioGroupOption(label="Yes", default=True), discord.RadioGroupOption(label="No")]
    modal.add_item(ui.Label(text="Sure?", component=ui.RadioGroup(options=radio)))
    boxes = [discord.CheckboxGroupOption(label="Mondays"), discord.CheckboxGroupOption(label="Fridays")]
    modal.add_item(ui.Label(text="When?", component=ui.CheckboxGroup(options=boxes)))
    return modal.add_item(ui.Label(text="Tell my mentor", component=ui.Checkbox(default=True)))


def other_form() -> ui.Modal:
    """The other kinds of fields, and the old way of asking for text."""
    modal = ui.Modal(title="Evidence", custom_id="token")
    modal.add_item(ui.TextDisplay("Show us **anything**."))
    modal.add_item(ui.TextInput(label="Link"))
    modal.add_item(ui.Label(text="A file", component=ui.FileUpload(max_values=3)))
    chosen = [discord.Object(5, type=discord.User)]
    modal.add_item(ui.Label(text="With whom?", component=ui.UserSelect(default_values=chosen)))
    where = [discord.ChannelType.text]
    return modal.add_item(ui.Label(text="Where?", component=ui.ChannelSelect(channel_types=where)))


class Spanish(app_commands.Translator):
    """Every word in two languages."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The same word, which is enough here."""
        return string.message if locale.value in ("es-ES", "es-419") else None


def command_tree() -> app_commands.CommandTree[discord.Client]:
    """A group with typed options, a command for those who may, and one in a person's menu."""
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    group = app_commands.Group(name="program", description="The programme")

    @group.command(name="progress", description="How far someone is")
    @app_commands.describe(week="Which week", note="A note", of="Whose")
    @app_commands.choices(week=[app_commands.Choice(name="Week 1", value=1)])
    async def progress(
        interaction: discord.Interaction,
        week: int,
        note: app_commands.Range[str, 1, 100],
        of: discord.User | None = None,
    ) -> None: ...

    @progress.autocomplete("note")
    async def offer(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return []

    @tree.command(name="hold", description="Hold a cohort")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def hold(interaction: discord.Interaction, where: discord.TextChannel) -> None: ...

    @tree.context_menu(name="Ask Them")
    async def ask(interaction: discord.Interaction, person: discord.User) -> None: ...

    tree.add_command(group)
    return tree


async def everything() -> list[Sent]:
    """One of each that a bot sends."""
    return [*messages(), *answers(), *readings(), *await commands()]


def messages() -> Iterator[Sent]:
    """Sends and edits, plain and with all there can be, and places made for them."""
    there, it = "/channels/1/messages", "/channels/1/messages/2"
    plain = handle_message_parameters("Hello", nonce=NONCE, allowed_mentions=NONE)
    yield Sent(said="a plain message", method="POST", path=there, body=payload(plain))
    rich = handle_message_parameters(
        "Hello",
        nonce=NONCE,
        view=buttons(),
        embed=embed(),
        files=[picture()],
        flags=discord.MessageFlags(suppress_embeds=True),
        allowed_mentions=NONE,
        message_reference={"message_id": 5, "channel_id": 1},
    )
    yield Sent(said="a message with everything", method="POST", path=there, body=payload(rich))
    laid_out = handle_message_parameters(view=layout(), nonce=NONCE, allowed_mentions=NONE)
    yield Sent(said="a laid out message", method="POST", path=there, body=payload(laid_out))
    emptied = handle_message_parameters("Over", view=None, embeds=[], attachments=[], allowed_mentions=NONE)
    yield Sent(said="an edit that removes", method="PATCH", path=it, body=payload(emptied))
    keeping = handle_message_parameters("Over", attachments=[kept(), picture()], allowed_mentions=NONE)
    yield Sent(said="an edit that keeps a file", method="PATCH", path=it, body=payload(keeping))
    yield Sent(
        said="a direct message channel", method="POST", path="/users/@me/channels", body={"recipient_id": 5}
    )
    thread = {"name": "Ana", "auto_archive_duration": 10080, "type": 12, "invitable": False}
    yield Sent(
        said="a private thread",
        method="POST",
        path="/channels/1/threads",
        body={**thread, "rate_limit_per_user": None},
    )


def answers() -> Iterator[Sent]:
    """First answers to an interaction, their edits, and what follows."""
    asked, private = {"with_response": "1"}, discord.MessageFlags(ephemeral=True)
    said = interaction_message_response_params(
        type=4, content="Hello", view=buttons(), flags=private, previous_allowed_mentions=NONE
    )
    edited = interaction_message_response_params(
        type=7, content="Over", view=None, previous_allowed_mentions=NONE
    )
    bodies = {
        "an answer": payload(said),
        "an edit as answer": payload(edited),
        "a private wait": {"type": 5, "data": {"flags": 64}},
        "a wait": {"type": 5},
        "a silent wait": {"type": 6},
        "no choices": {"type": 8, "data": {"choices": []}},
        "choices": {"type": 8, "data": {"choices": [app_commands.Choice(name="Ana", value="ana").to_dict()]}},
        "a form": {"type": 9, "data": form().to_dict()},
        "another form": {"type": 9, "data": other_form().to_dict()},
    }
    for name, body in bodies.items():
        yield Sent(said=name, method="POST", path=CALLBACK, query=asked, body=body)
    follows = {"wait": "1", "with_components": "1"}
    more = payload(handle_message_parameters("More", view=buttons(), flags=private, allowed_mentions=NONE))
    yield Sent(said="a follow-up", method="POST", path="/webhooks/9/token", query=follows, body=more)
    for which in ("@original", "55"):
        yield Sent(
            said=f"an edit of {which}",
            method="PATCH",
            path=f"/webhooks/9/token/messages/{which}",
            query={"with_components": "0"},
            body=payload(handle_message_parameters("More", allowed_mentions=NONE)),
        )


def readings() -> Iterator[Sent]:
    """What is asked without a body."""
    for method, path in (
        ("GET", "/users/@me"),
        ("GET", "/oauth2/applications/@me"),
        ("GET", "/gateway/bot"),
        ("GET", "/applications/9/commands"),
        ("GET", "/guilds/1/members/5"),
        ("GET", "/guilds/1/threads/active"),
        ("GET", "/webhooks/9/token/messages/@original"),
        ("DELETE", "/channels/1/messages/2"),
        ("PUT", "/channels/1/thread-members/5"),
        ("PUT", "/channels/1/messages/2/reactions/%F0%9F%8E%89/@me"),
        ("POST", "/channels/1/typing"),
    ):
        yield Sent(said=f"{method} {path}", method=method, path=path)
    history = {"limit": "100", "after": "1325376000000"}
    yield Sent(said="history", method="GET", path="/channels/1/messages", query=history)
    yield Sent(said="a server", method="GET", path="/guilds/1", query={"with_counts": "1"})


async def commands() -> list[Sent]:
    """All commands of a scope, with and without their translations."""
    tree = command_tree()
    plain = [each.to_dict(tree) for each in tree.get_commands()]
    translated = [await each.get_translated_payload(tree, Spanish()) for each in tree.get_commands()]
    return [
        Sent(said="commands", method="PUT", path="/applications/9/commands", body=plain),
        Sent(said="translated", method="PUT", path="/applications/9/guilds/1/commands", body=translated),
        Sent(said="no commands", method="PUT", path="/applications/9/commands", body=[]),
    ]
