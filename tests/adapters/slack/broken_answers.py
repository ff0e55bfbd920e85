"""Slack adapters that are broken in what they answer, each in one way."""

from collections.abc import Awaitable, Sequence

from adapters.slack import forms
from adapters.slack.adapter import SlackAdapter
from adapters.slack.answering import Acknowledge, Answering
from adapters.slack.hearing import Hearing
from adapters.slack.reaching import Reaching
from bot.chat.event import FormSubmitted
from bot.chat.form import Form
from bot.chat.message import Part
from bot.chat.reply import Refuse, Reply

FOR_EVER = 60.0


class InPublic(Reaching):
    """Lets everybody read."""

    @property
    def visibility(self) -> str:
        return "in_channel"


class AnswersInPublic(Answering):
    """Lets everybody read."""

    reaching_kind = InPublic


class SaysTheBeginning(Answering):
    """Thinks that one message is enough."""

    async def _say_parts(self, parts: Sequence[Part]) -> None:
        """What follows the acknowledgement stays unsaid."""


class NeverAcknowledges(Answering):
    """Lets people wait until Slack gives up."""

    async def answer(self, coming: Awaitable[Reply | None], patience: float) -> Acknowledge:
        return await super().answer(coming, FOR_EVER)


class AsksTooLate(Answering):
    """Shows a form whenever it comes."""

    async def _ask(self, form: Form) -> None:
        view = forms.view_of(form, self._say, metadata=self._reaching.channel)
        await self._reaching.opens(view)


class NamesProblemsByLabel(Answering):
    """Tells Slack of problems by what is read, not by the block that it knows."""

    async def _at_once(self, reply: Reply) -> Acknowledge:
        if isinstance(self._event, FormSubmitted) and isinstance(reply, Refuse):
            errors = {f"the field {key}": "It is wrong." for key in reply.problems}
            return {"response_action": "errors", "errors": errors}
        return await super()._at_once(reply)


class ClosesWhatIsRefused(Answering):
    """Says nothing of problems, and lets the form close."""

    async def _at_once(self, reply: Reply) -> Acknowledge:
        return {} if isinstance(reply, Refuse) else await super()._at_once(reply)


class AsksBesideTheModal(Answering):
    """Thinks that no form can follow a form anywhere."""

    async def _at_once(self, reply: Reply) -> Acknowledge:
        if isinstance(self._event, FormSubmitted) and not isinstance(reply, Refuse):
            self._beside(self._give(reply))
            return {}
        return await super()._at_once(reply)


class PutsModalsUponModals(Answering):
    """Lets each page of a form lie upon the one before."""

    def _turned_to(self, form: Form, parts: Sequence[Part]) -> Acknowledge:
        return {**super()._turned_to(form, parts), "response_action": "push"}


class KeepsWhatStoodThere(Answering):
    """Asks the next form with the fields of the one before."""

    def _turned_to(self, form: Form, parts: Sequence[Part]) -> Acknowledge:
        view = forms.view_of(form, self._say, metadata=self._reaching.channel)
        return {"response_action": "update", "view": view}


class LeavesTheOldMessage(Answering):
    """Answers below, where the message itself was to be replaced."""

    async def _replace(self, parts: Sequence[Part]) -> None:
        await self._say_parts(parts)


class KeepsFormsInMemory(Answering):
    """Sends modals that don't say which form they are."""

    async def _ask(self, form: Form) -> None:
        view = forms.view_of(form, self._say) | {"private_metadata": ""}
        await self._reaching.opens(view)


def answering_by(kind: type[Answering]) -> type[SlackAdapter]:
    """An adapter that answers so."""

    class Answers(Hearing):
        answering_kind = kind

    class Broken(SlackAdapter):
        hearing_kind = Answers

    Broken.__name__ = kind.__name__
    return Broken
