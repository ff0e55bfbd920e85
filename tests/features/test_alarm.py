"""Who is in danger is heard; who only speaks in pictures is not taken at their word."""

import pytest

from bot.features.alarm import is_alarm

DANGER = """
I am being threatened
I'm being threatened by a man who saw my videos
i am beeing threatend
They threatened me after my last post
He threatens to publish my photos
I got death threats today
I keep receiving threats
Someone is sending me threats because of my campaign
I want to hurt myself
i want to kill myself
I just want to die
I don’t want to live anymore
I don't want to live
some days I do not want to live. Sorry
I don't want to be alive
I wish I was dead
I have been thinking about suicide
I feel suicidal
I cut myself last night
I am going to end my life
Everyone would be better off without me
I took too many pills
I have no reason to live
someone is stalking me
i think somebody is stalkng me
I'm being stalked
A man followed me home yesterday
There's a man following me in the street
My husband hits me
my boyfriend beat me again last night
He hurt me
my father abuses me
I was raped
I was assaulted on the way to the meeting
They attacked us
I got attacked at the market
He wants to kill me
They said they will kill us
My ex is blackmailing me
he is harrassing me every night
I am afraid for my life
I fear for our safety
My life is in danger
I'm in danger
I don't feel safe at home
I am not safe here
He has a gun
They broke into my house
My partner locked me in
they won't let me leave
I called the police, they do nothing
Someone is going to leak my nudes
STALKED?? yes: someone. is stalking me!
I want to d​ie and kill\u200b myself
He hit me with a stick when I came home
He beat me at home
A man follows me on my way home at night
I want to end my life with a knife
He wants to kill my children and me
We are in danger of losing our lives
I would rather die than go back to him
me están amenazando
Me amenazaron por mi último vídeo
me estan amenasando
Alguien está amenazándome
He recibido amenazas de muerte
Recibo amenazas todos los días
quiero matarme
me quiero morir
Ya no quiero vivir más
no quiero vivir
No quiero seguir viviendo
pienso en el suicidio
Tengo ganas de hacerme daño
quiero hacerme daño
Me están acosando
Hay un hombre que me acosa
me siguen hasta casa por la noche
Alguien me persigue
Mi marido me pega
Mi novio me ha golpeado
me violaron
Mi padre me maltrata
Abusaron de mí
Me están chantajeando con fotos
Mi ex quiere matarme
alguien me quiere matar
Temo por mi vida
Mi vida corre peligro
Estoy en peligro
No me siento segura en mi casa
Tiene una pistola
Me tiene encerrada
Entraron en mi casa anoche
"""
NO_DANGER = """
this lesson is killing me
The deadline is killing me
I could kill for a coffee
We are killing it this week!
My phone died in the middle of the video
I'm dying to see the results
I almost died laughing
I'm going to die of embarrassment
I'd rather die than post that reel
This check-in will kill me one day, haha
My battery is dead
I beat my own record
She beat me to it
It hit me that I never asked them
The idea hit me in the shower
I could kick myself for that
My next video is about suicide prevention
Our charity protects threatened species
We talk about endangered animals
The rain threatened to spoil the shoot
I shot the video yesterday
I need to cut the video by half
I cut myself some slack this week
I'm stuck with the hook
I'm stuck, please help
I need help with the sound
I'm in danger of missing the deadline
I gained a hundred followers, people follow me on Instagram
Who follows me on TikTok?
I am following the lesson step by step
I attached the file for you
Somebody attached me to the thread
They treated me very well
They strangely told me nothing
He told me to start a thread about me
I was amused by the comments
We were grouped by country
I hate Mondays
I am not sure that this is right
I feel unsafe in front of the camera? No, just shy
I want to live in London
I don't want to live in London
No quiero vivir en Madrid
Is it safe to share my goal?
We raised money for people in danger
I lost my voice
My mentor is a lifesaver
done
pause 2 weeks
My goal is 1,000 followers
The camera is not safe in the rain
I want my old phone to die
Talk to me about stalks of celery
esta lección me está matando
Me muero de risa
me muero por ver los resultados
Quiero morirme de vergüenza, ¡qué vídeo!
Me voy a matar a trabajar, digo, matarme a estudiar
No estoy segura de la respuesta
no me siento segura delante de la cámara
Voy a cortarme el pelo para el vídeo
Me gusta el violín
Anoche me acosté tarde
Una especie amenazada
Mi vídeo trata de la prevención del suicidio
Muchas personas me siguen en Instagram
La idea me golpeó de repente? No, llegó despacio
Estoy atascada con el guion
Necesito ayuda con el sonido
No quiero vivir en Madrid
Mi móvil murió en la grabación
Corremos peligro de perder el plazo
gracias, hecho
"""


@pytest.mark.parametrize("text", DANGER.strip().splitlines())
def test_danger_is_heard(text: str) -> None:
    """In both languages, with typos, in the midst of other words."""
    assert is_alarm(text)


@pytest.mark.parametrize("text", NO_DANGER.strip().splitlines())
def test_pictures_and_everyday_words_are_let_be(text: str) -> None:
    """Idioms, words that look alike, and what creators write every day."""
    assert not is_alarm(text)


def test_it_is_heard_within_ten_thousand_characters() -> None:
    """At the end of a long letter, and no long letter takes long."""
    letter = "Today I spoke with six people about the library and what it means to them. " * 130

    assert is_alarm(f"{letter} And he wants to kill me.")
    assert not is_alarm(letter)
