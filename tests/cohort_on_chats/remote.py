"""Remote is a chat and its people, as the bot's process and the judge reach them over the line."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, assert_never, cast

from adapters.memory import acts
from adapters.memory.acts import Noted
from bot.chat.adapter import Shown
from bot.chat.event import ButtonPressed, CommandUsed, Event, FormSubmitted
from bot.chat.message import Message
from bot.chat.reply import Ask, Refuse, Replace, Reply, Say
from tests.cohort_on_chats.line import Line
from tests.cohort_on_chats.story import There
from tests.killing.kill import Kill


class Remote:
    """Every call raises ConnectionError once that process is gone."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def there(self) -> There:
        """Where the chat is, and who is who."""
        api_url, tokens, workspace, channel, people = await self._line.ask("there")
        return There(
            api_url=api_url, tokens=tokens, workspace=workspace, channel=channel, people=dict(people)
        )

    async def now(self) -> datetime:
        """The chat's time."""
        return cast(datetime, await self._line.ask("now"))

    async def advance(self, at: datetime) -> None:
        """Let it be later there."""
        await self._line.ask("advance", at)

    async def ready(self) -> None:
        """Return when the bot listens."""
        await self._line.ask("ready")

    async def is_down(self) -> bool:
        """Whether nobody can use it at the moment."""
        return bool(await self._line.ask("is_down"))

    async def shown(self, after: int = 0) -> tuple[Shown, ...]:
        """What the bot has posted, without the first so many."""
        return cast(tuple[Shown, ...], await self._line.ask("shown", after))

    async def note(self, noted: Noted) -> None:
        """Write something down that outlives the bot."""
        await self._line.ask("note", noted)

    async def notes(self) -> tuple[Noted, ...]:
        """All that was written down."""
        return cast(tuple[Noted, ...], await self._line.ask("notes"))

    async def aim(self, pid: int, kill: Kill | None) -> None:
        """Whoever writes to the chat from now on is this process, and may be struck dead."""
        how = () if kill is None else (kill.request, kill.moment.name, kill.delay, kill.method)
        await self._line.ask("aim", pid, *how)

    async def report(self) -> Mapping[str, Any]:
        """What the chat's own log says of the bot."""
        return cast(Mapping[str, Any], json.loads(await self._line.ask("report")))

    async def perform(self, event: Event) -> Reply | None:
        """Have somebody do it at their client; what they see, or None if it was done in an earlier life."""
        act = acts.Act(id=event.id, at=event.at, account=event.account, place=event.place, does=_does(event))
        answer = await self._line.ask("act", act)
        return None if answer is None else _reply(answer)

    def hang_up(self) -> None:
        """End the conversation."""
        self._line.hang_up()


def _does(event: Event) -> acts.Does:
    match event:
        case ButtonPressed(token=token, key=key, ref=ref):
            return acts.Press(f"{token}/{key or ''}/0", ref)
        case FormSubmitted(token=token, values=values):
            return acts.Submit(str(token), values)
        case CommandUsed(command=command, values=values):
            return acts.Use(command, values)
        case _:
            raise ValueError(f"no actor does this: {type(event).__name__}")


def _reply(answer: acts.Answer) -> Reply:
    match answer.kind:
        case "ask":
            assert answer.form is not None
            return Ask(answer.form)
        case "say" | "replace":
            (part,) = answer.parts
            message = Message(text=(part.content or "\u200b",), buttons=part.buttons)
            return Say(message) if answer.kind == "say" else Replace(message)
        case "refuse":
            return Refuse(("It is not there any more.",))
        case "offer" | "show":
            raise ValueError(f"no actor looks at this: {answer.kind}")
        case never:
            assert_never(never)
