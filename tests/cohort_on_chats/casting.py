"""Casting: a cast as arguments of a command line, so that every process tells the same story."""

import argparse

from bot.chat.place import Platform
from tests.cohort_on_chats.story import Cast


def arguments(cast: Cast) -> tuple[str, ...]:
    """What stands on the command line."""
    return (
        "--seed", str(cast.seed), "--weeks", str(cast.weeks), "--chats", *cast.chats,
        *(("--whole",) if cast.whole else ()),
    )  # fmt: skip


def add_to(parser: argparse.ArgumentParser) -> None:
    """Let a process take it."""
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--weeks", type=int, required=True)
    parser.add_argument("--chats", type=Platform, nargs="+", required=True)
    parser.add_argument("--whole", action="store_true")


def cast_of(asked: argparse.Namespace) -> Cast:
    """The cast that a process was given."""
    return Cast(seed=asked.seed, weeks=asked.weeks, whole=asked.whole, chats=tuple(asked.chats))
