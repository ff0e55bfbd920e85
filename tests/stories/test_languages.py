"""Creators who read another language get the programme in it, wherever it was translated."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.programme import Lesson, Programme, Questions, StepKind
from tests.builders import FRIDAY_QUESTIONS, a_programme, a_step, utc
from tests.world import a_world

ASKED = utc("2026-09-11 19:00")
"""Friday at three in the afternoon, in New York."""


def in_two_languages() -> Programme:
    """A lesson, a second lesson that nobody translated, and a check-in."""
    steps = (a_step("listen"), a_step("look", weekday=1), a_step("friday", StepKind.CHECK_IN))
    mood, stuck, where, _ = FRIDAY_QUESTIONS
    asked = Questions(
        questions=(
            replace(mood, text="¿Cómo estás?", label="Ánimo"),
            replace(stuck, text="¿Algo te bloquea?", label="Bloqueo", choice_labels=("sí", "no")),
            replace(where, text="¿En qué?", label="En qué"),
        ),
        closes_after=timedelta(days=5),
    )
    listen, look, friday = steps
    programme = a_programme(steps=steps)
    spanish = replace(
        programme,
        language="es",
        title="Agentes de cambio",
        steps=(
            replace(listen, title="Escucha", content=Lesson(body="# Escucha primero\n\nHabla menos.")),
            look,
            replace(friday, title="El viernes", content=asked),
        ),
    )
    return replace(programme, languages=("en", "es"), translations=(spanish,))


async def test_everybody_reads_their_own_language() -> None:
    """Ana reads Spanish and Ben English; what was not translated Ana reads in English."""
    async with a_world(programme=in_two_languages()) as world:
        ana, ben = world.creator("Ana", language="es-MX"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.advance_to(ASKED)

        assert ana.titles() == ["Escucha", "look", "El viernes"]
        assert ben.titles() == ["listen", "look", "friday"]
        assert ana.sees("Habla menos.") == 1
        assert ana.sees("¿Algo te bloquea?") == 1
        assert await ana.presses("Hecho", on="Escucha") == "✓ Semana 1: “Escucha”, hecho. ¡Muy bien!"


async def test_an_answer_in_spanish_is_stored_like_one_in_english() -> None:
    """Ana says sí, so she is asked in what; the ledger and the answers know one language."""
    async with a_world(programme=in_two_languages()) as world:
        ana = world.creator("Ana", language="es")
        await ana.joins()
        await world.advance_to(ASKED)
        await ana.presses("Responder")
        assert ana.form is not None
        offered = [(choice.label, choice.value) for choice in ana.form.fields[1].choices]
        await ana.fills(mood="4", stuck="Sí")
        again = await ana.presses("Seguir")
        done = await ana.fills(where="En la biblioteca")

        assert offered == [("sí", "yes"), ("no", "no")]
        assert again == "Semana 1\nEn qué"
        assert "El viernes" in done
        assert [row[3] for row in world.tables()["answers"]] == ["4", "yes", "En la biblioteca"]
        assert {row[5] for row in world.tables()["occurrences"]} == {"listen", "look", "friday"}


async def test_a_catch_up_lists_what_was_missed_in_the_readers_language() -> None:
    """Its lines, its buttons, and what they show."""
    async with a_world(programme=in_two_languages()) as world:
        ana = world.creator("Ana", language="es")
        await world.advance_to(utc("2026-09-09 14:00"))
        await ana.joins()
        await world.advance(days=1)

        assert ana.sees("• Semana 1: Escucha") == 1
        assert "Habla menos." in await ana.presses("Escucha")


async def test_the_bot_speaks_the_readers_language() -> None:
    """Its own words come from a catalogue; what the same button says to Ben is English."""
    async with a_world(programme=in_two_languages()) as world:
        ana, ben = world.creator("Ana", language="es-MX"), world.creator("Ben")
        joined = await ana.joins(), await ben.joins()
        paused = (
            await ana.uses("program pause", weeks="muchas"),
            await ben.uses("program pause", weeks="many"),
        )

        assert "Ya formas parte, **Ana**." in joined[0]
        assert "You are in, **Ben**." in joined[1]
        assert paused == (
            "Una pausa dura de 1 a 12 semanas completas, o hasta un día dentro de ese plazo, "
            "por ejemplo 8 de marzo.",
            "A pause lasts 1 to 12 whole weeks, or until a day within that time, such as 8 March.",
        )


async def test_a_channel_is_spoken_to_in_the_programmes_language() -> None:
    """Nobody in particular reads there, so the first language of the programme counts."""
    async with a_world(programme=replace(a_programme(), language="es", languages=("es",))) as world:
        world.creator("Ana", language="es")
        await world.settle()

        assert {button.label for one in world.shown for button in one.part.buttons} == {"Unirme"}


async def test_the_invitation_speaks_every_language_of_the_programme() -> None:
    """Whoever reads it in the channel has not told yet what they speak; each language has its button."""
    programme = replace(a_programme(), languages=("en", "es"))
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana", language="es")
        await world.settle()
        invitation = next(one for one in world.shown if not one.place.private)

        assert "Press Join" in invitation.part.content
        assert "Pulsa Unirme" in invitation.part.content
        assert [button.label for button in invitation.part.buttons] == ["Join", "Unirme"]
        assert "**Ana**" in await ana.joins()


async def test_a_form_for_a_command_has_its_labels_in_the_readers_language() -> None:
    """Ana leaves out what the command needs, and reads Spanish."""
    async with a_world(programme=in_two_languages()) as world:
        ana = world.creator("Ana", language="es")
        await ana.joins()

        assert (await ana.uses("program metric")).splitlines()[1:] == ["Nombre", "Valor"]
