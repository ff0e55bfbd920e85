"""Discord adapters that are broken in what they answer, each in one way."""

from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord.utils import MISSING

from adapters.discord import forms
from adapters.discord.adapter import DiscordAdapter
from adapters.discord.answering import Answering, Click
from adapters.discord.hearing import Hearing
from adapters.discord.sending import Sending
from bot.chat.adapter import Door
from bot.chat.command import Command
from bot.chat.event import Event
from bot.chat.form import Form
from bot.chat.message import Part


class DefersInPublic(Answering):
    """Says before everybody that an answer is coming, and so gives it before everybody."""

    async def _acknowledge(self) -> None:
        self._thinks = True
        await self._click.response.defer(ephemeral=False, thinking=True)


class FollowsUpInPublic(Answering):
    """Hides the beginning of an answer only."""

    async def _say_part(self, part: Part, view: discord.ui.View = MISSING) -> None:
        if self._click.response.is_done():
            await self._click.followup.send(part.content, view=view)
        else:
            await super()._say_part(part, view)


class AnswersInPublic(Answering):
    """Lets everybody read."""

    def __init__(self, *given: Any, private: bool) -> None:
        super().__init__(*given, private=False)


class SaysTheBeginning(Answering):
    """Thinks that one message is enough."""

    async def _say_parts(self, parts: Sequence[Part]) -> None:
        await super()._say_parts(parts[:1])


class AsksTooLate(Answering):
    """Shows a form whenever it comes."""

    async def _ask(self, form: Form) -> None:
        await self._click.response.send_modal(forms.modal_of(form, self._say))


class Overfull(discord.ui.Modal):
    """A modal with one question more than it was given."""

    def to_dict(self) -> dict[str, Any]:
        payload = super().to_dict()
        *_, last = payload["components"]
        more = last | {"component": last["component"] | {"custom_id": "more"}}
        return payload | {"components": [*payload["components"], more]}


class AsksTooMuch(Answering):
    """Sends all questions of a form that is too long for Discord."""

    async def _ask(self, form: Form) -> None:
        await self._click.response.send_modal(_copied(form, self, Overfull))


def _copied(form: Form, by: Answering, kind: type[discord.ui.Modal]) -> discord.ui.Modal:
    asked = forms.modal_of(form, by._say)
    copy = kind(title=asked.title, custom_id=asked.custom_id)
    for item in asked.children:
        copy.add_item(item)
    return copy


class Kept(discord.ui.Modal):
    """A modal of which the library knows what to do when it comes back, for as long as it lives."""

    heard: Callable[[Click], Any]

    async def on_submit(self, click: Click, /) -> None:
        await self.heard(click)


class KeepsForms(Answering):
    """Leaves it to the library to remember what it asked."""

    async def _ask(self, form: Form) -> None:
        modal = _copied(form, self, Kept)
        assert isinstance(modal, Kept)
        modal.heard = self.heard
        await self._click.response.send_modal(modal)

    heard: Callable[[Click], Any]


class HearsNoForms(Hearing):
    """Hears of forms from the library alone."""

    async def interacted(self, click: Click) -> None:
        if click.type is not discord.InteractionType.modal_submit:
            await super().interacted(click)

    def _answering(self, click: Click, event: Event, sending: Sending) -> Answering:
        answering = KeepsForms(click, event, sending, self._words(None), private=True)
        answering.heard = super().interacted
        return answering


class KeepsFormsInMemory(DiscordAdapter):
    """Loses what people are filling in when it restarts."""

    def _hearing(self, door: Door, commands: Sequence[Command]) -> Hearing:
        return HearsNoForms(door, commands, self._words, self._clock, self._patience, frozenset())


class NeverAcknowledges(DiscordAdapter):
    """Lets people wait until Discord gives up."""

    def _hearing(self, door: Door, commands: Sequence[Command]) -> Hearing:
        return Hearing(door, commands, self._words, self._clock, 60.0, frozenset())


def answering_by(kind: type[Answering]) -> type[DiscordAdapter]:
    """An adapter that answers so."""

    class Answers(Hearing):
        def _answering(self, click: Click, event: Event, sending: Sending) -> Answering:
            return kind(click, event, sending, self._words(None), private=True)

    class Broken(DiscordAdapter):
        def _hearing(self, door: Door, commands: Sequence[Command]) -> Hearing:
            return Answers(door, commands, self._words, self._clock, self._patience, frozenset())

    Broken.__name__ = kind.__name__
    return Broken
