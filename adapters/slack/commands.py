"""Slash text becomes a command and its values; how each command is typed, for hints and for lists."""

from collections.abc import Mapping, Sequence

from adapters.slack.escape import typed
from bot.chat.command import Command
from bot.chat.message import Message
from bot.chat.text import Say, Strong, Text, joined
from bot.chat.typed_command import Unclear as Unclear
from bot.chat.typed_command import Use as Use
from bot.chat.typed_command import parse, usage

HELP = "help"


def read(word: str, text: str, commands: Sequence[Command], say: Say, prefix: str = "") -> Use | Unclear:
    """The command that was used: `word` is what Slack calls it, "/acme-program", `text` what follows.

    People in it are mentioned as <@U123>, if the manifest asks Slack to escape it. Without text, or with
    "help", it is the group's own help, or a list of its commands.
    """
    group = word.removeprefix("/").removeprefix(prefix).casefold()
    said = typed(text).strip()
    if said.casefold() in ("", HELP):
        own = next((one for one in commands if one.name == f"{group} {HELP}"), None)
        if own is not None:
            return Use(own.name, ())
        said = ""
    found = parse(f"{group} {said}", commands, say, prefix=prefix)
    return _people(found, commands) if isinstance(found, Use) else found


def _people(use: Use, commands: Sequence[Command]) -> Use:
    """The use with people by name where somebody wrote an @ before a name that Slack does not know."""
    kinds = {param.name: param.kind for one in commands if one.name == use.command for param in one.params}
    return Use(
        use.command,
        tuple(
            (name, value.removeprefix("@") if kinds.get(name) == "person" else value)
            for name, value in use.values
        ),
    )


def unclear_message(unclear: Unclear, say: Say, prefix: str = "") -> Message:
    """Why it was no command, and how those are typed that may have been meant."""
    lines: list[Text] = [_listed(one, say, prefix) for one in unclear.listed]
    return Message(text=joined(unclear.why, *lines))


def _listed(command: Command, say: Say, prefix: str) -> Text:
    return joined(("\n", Strong(usage(command, prefix=prefix)), ": "), say(command.summary))


def groups(commands: Sequence[Command]) -> Mapping[str, tuple[Command, ...]]:
    """The commands by their first word, which is all that Slack knows of them."""
    found: dict[str, tuple[Command, ...]] = {}
    for command in commands:
        word = command.name.split(" ")[0]
        found[word] = (*found.get(word, ()), command)
    return found


def hint(command: Command) -> str:
    """How a command is typed after its first word: "pause [weeks] [mode]"."""
    return usage(command).partition(" ")[2]
