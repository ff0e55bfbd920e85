"""Reopening: a form that came too late for its click, or was refused, is opened once more by a button."""

import asyncio
import logging
from dataclasses import replace

from bot.chat.event import ButtonPressed, Event, FormSubmitted
from bot.chat.form import Form, drafted, reopening
from bot.chat.reply import Ask, Refuse, Reply, Say
from bot.chat.token import Token
from bot.engine.wording import ENGLISH, wording
from bot.errors import DatabaseError
from bot.store.forms_kept import FormsKept

log = logging.getLogger(__name__)


class Reopening:
    """Keeps what was asked, and what was filled in and refused, for the account alone that was asked."""

    def __init__(self, forms: FormsKept) -> None:
        self._forms = forms
        # Who presses sees what was kept before, even while it is on its way to the disk.
        self._turn = asyncio.Lock()

    async def reopen(self, event: ButtonPressed) -> Reply:
        """The form as it was last left. It is looked for under the account that pressed, and no other."""
        try:
            async with self._turn:
                form = await self._forms.kept(event.account, event.token.subject, event.at)
        except DatabaseError as refused:
            log.error("a form that was kept can't be opened: %s", refused)
            form = None
        if form is not None:
            return Ask(form)
        say = wording(event.seen.locale or ENGLISH)
        return Refuse(say("That form is no longer open. Please press or type again what it began with."))

    async def labelled(self, event: Event, reply: Reply) -> Reply:
        """The reply; the problems of a form that was kept with the labels of its fields."""
        if not isinstance(event, FormSubmitted) or not isinstance(reply, Refuse) or not reply.problems:
            return reply
        try:
            async with self._turn:
                asked = await self._forms.kept(event.account, _key_of(event.token), event.at)
        except DatabaseError as refused:
            log.error("a form that was kept can't be read: %s", refused)
            return reply
        if asked is None:
            return reply
        return replace(reply, labels={field.key: field.label for field in asked.fields})

    async def answered(self, event: Event, reply: Reply) -> None:
        """Keep the form that was asked or refused; drop the one that was taken."""
        try:
            async with self._turn:
                await self._keep(event, reply)
        except DatabaseError as refused:
            log.error("a form can't be kept: %s", refused)

    async def _keep(self, event: Event, reply: Reply) -> None:
        match event, reply:
            case _, Ask(form=form) | Say(onward=Form() as form):
                if isinstance(event, FormSubmitted) and event.token != form.token:
                    await self._forms.drop(event.account, _key_of(event.token))
                await self._forms.keep(event.account, _key_of(form.token), form, event.at)
            case FormSubmitted(token=token, values=values), Refuse(problems=problems) if problems:
                asked = await self._forms.kept(event.account, _key_of(token), event.at)
                if asked is not None:
                    draft = drafted(asked, dict(values))
                    await self._forms.keep(event.account, _key_of(token), draft, event.at)
            case FormSubmitted(token=token), _:
                await self._forms.drop(event.account, _key_of(token))
            case _:
                pass


def concerns_form(event: Event, reply: Reply) -> bool:
    """Whether there is a form to keep or to drop."""
    return isinstance(reply, Ask) or isinstance(event, FormSubmitted)


def _key_of(token: Token) -> str:
    return reopening(token).subject
