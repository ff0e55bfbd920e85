"""How a connection becomes a session: IDENTIFY begins one, RESUME takes one up again."""

import secrets
from typing import Any

from tests.platforms.discord import events, intents, opcode, wire
from tests.platforms.discord.credential import Credential
from tests.platforms.discord.session import Line, Session
from tests.platforms.discord.state import World

_CHUNK = 1000


class Handshake:
    """Counts what it lets in; `resume_url` is told in READY."""

    def __init__(self, world: World, credential: Credential, sessions: dict[str, Session]) -> None:
        self._world = world
        self._credential = credential
        self._sessions = sessions
        self.resume_url = ""
        self.resumes = 0

    def hear(self, frame: dict[str, Any], line: Line, now: float) -> None:
        match frame["op"]:
            case opcode.IDENTIFY:
                self._identify(frame["d"], line, now)
            case opcode.RESUME:
                self._resume(frame["d"], line)
            case opcode.REQUEST_MEMBERS:
                self._send_members(frame["d"], line)

    def _identify(self, asked: dict[str, Any], line: Line, now: float) -> None:
        shard, shards = asked.get("shard", (0, 1))
        if any(each.line is line for each in self._sessions.values()):
            line.hang_up(4005)
        elif (code := self._refused(asked, shard, shards)) is not None:
            line.hang_up(code)
        elif not self._credential.identify(shard, now):
            line.say(opcode.INVALID_SESSION, False)
        elif not self._credential.valid:
            line.hang_up(4004)
        else:
            session = Session(
                id=secrets.token_hex(16),
                intents=asked["intents"],
                shard=shard,
                shards=shards,
                line=line,
            )
            self._sessions[session.id] = session
            self._get_ready(session)

    def _refused(self, asked: dict[str, Any], shard: int, shards: int) -> int | None:
        if not self._credential.opens(asked.get("token")):
            return 4004
        if not 0 <= shard < shards:
            return 4010
        if shards < self._credential.shards:
            return 4011
        if not isinstance(asked.get("intents"), int):
            return 4013
        return intents.refused(asked["intents"], self._credential.granted)

    def _get_ready(self, session: Session) -> None:
        world = self._world
        there = [each for each in world.guilds.values() if world.bot.id in each.members]
        mine = [each for each in there if (each.id >> 22) % session.shards == session.shard]
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": wire.user(world.bot) | {"verified": True, "mfa_enabled": True, "email": None},
                "guilds": [{"id": str(each.id), "unavailable": True} for each in mine],
                "session_id": session.id,
                "resume_gateway_url": self.resume_url,
                "shard": [session.shard, session.shards],
                "application": {
                    "id": str(world.application_id),
                    "flags": intents.application_flags(self._credential.granted),
                },
                "session_type": "normal",
                "private_channels": [],
                "relationships": [],
                "presences": [],
            },
        )
        for guild in mine:
            event = events.guild_created(world, guild)
            if (data := session.wants(event)) is not None:
                session.dispatch(event.name, data)

    def _resume(self, asked: dict[str, Any], line: Line) -> None:
        if not self._credential.opens(asked.get("token")):
            line.hang_up(4004)
            return
        session = self._sessions.get(asked["session_id"])
        if session is None or asked["seq"] is None or asked["seq"] > session.sequence:
            line.say(opcode.INVALID_SESSION, False)
            return
        if session.line is not None:
            session.line.hang_up(4000)
        self.resumes += 1
        session.resume(line, asked["seq"])

    def _send_members(self, asked: dict[str, Any], line: Line) -> None:
        """All members need the privileged intent; those asked for by id do not."""
        session = next((each for each in self._sessions.values() if each.line is line), None)
        guild = self._world.guilds.get(int(asked["guild_id"]))
        if session is None or guild is None:
            line.hang_up(4003)
            return
        by_id = {int(each) for each in asked.get("user_ids") or ()}
        if not by_id and not session.intents & intents.GUILD_MEMBERS:
            line.hang_up(4014)
            return
        found = [each for each in guild.members.values() if not by_id or each.user.id in by_id]
        chunks = [found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK)] or [[]]
        for index, chunk in enumerate(chunks):
            data = {
                "guild_id": str(guild.id),
                "members": [wire.member(each) for each in chunk],
                "chunk_index": index,
                "chunk_count": len(chunks),
                "not_found": [],
                "nonce": asked.get("nonce"),
            }
            session.dispatch("GUILD_MEMBERS_CHUNK", data)
