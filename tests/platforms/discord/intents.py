"""Intents say which events a session wants; three of them must be granted to the application first."""

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
DIRECT_MESSAGES = 1 << 12
MESSAGE_CONTENT = 1 << 15
PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
KNOWN = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))

# An application's flags tell which privileged intents it has; the limited ones are those of small bots.
_FLAGS = {GUILD_PRESENCES: 1 << 13, GUILD_MEMBERS: 1 << 15, MESSAGE_CONTENT: 1 << 19}


def application_flags(granted: int) -> int:
    return sum(flag for intent, flag in _FLAGS.items() if granted & intent)


def refused(asked: int, granted: int) -> int | None:
    """The close code for these intents: 4013 unknown ones, 4014 privileged ones that are not granted."""
    if asked & ~KNOWN:
        return 4013
    return 4014 if asked & PRIVILEGED & ~granted else None
