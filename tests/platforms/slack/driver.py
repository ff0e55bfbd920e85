"""The driver's hold on Slack: time, people, tokens, connections, and what was asked of the server."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.platforms.changes import Changes
from tests.platforms.slack import (
    events,
    mentions,
    web_apps,
    web_chat,
    web_conversations,
    web_files,
    web_views,
)
from tests.platforms.slack.border import Border
from tests.platforms.slack.credential import Credential, Standing
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.hearing import Hearing, Kind, Told
from tests.platforms.slack.people import Person
from tests.platforms.slack.request_url import RequestUrl
from tests.platforms.slack.rules import Rules
from tests.platforms.slack.socket_mode import SocketMode
from tests.platforms.slack.state import Channel, ChannelKind, Json, Message, World
from tests.platforms.slack.stranger import Stranger

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
METHODS = (
    *web_apps.METHODS,
    *web_chat.METHODS,
    *web_conversations.METHODS,
    *web_files.METHODS,
    *web_views.METHODS,
)


class Slack:
    """Holds everything; `rules` are what calls are held to, `within` the real seconds for an ack."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] | None = None,
        within: float = 3.0,
        lasts: int = 3600,
        rules: Rules | None = None,
        stamp: Callable[[], int],
    ) -> None:
        self._clock = clock or (lambda: START)
        self._advanced = timedelta()
        self._within = within
        self._stamp = stamp
        rules = rules or Rules()
        self.changes = Changes()
        self.world = World(lambda: self.now)
        self.credential = Credential()
        self.socket = SocketMode(
            app=self.world.app,
            within=within,
            lasts=lasts,
            breached=lambda breach: self.desk.breach(breach),
            changed=lambda: self.due(),
        )
        self.hearing = Hearing(carrier=self.socket, clock=self.world.clock, changes=self.changes)
        self.desk = Desk(self.world, self.credential, self.hearing, self.changes, within=within)
        self.desk.tickets = self.socket.tickets
        self.desk.checks = rules.checks
        if rules.tiers is not None and rules.tiers.restricted:
            self.desk.history_most = 15
        self.border = Border(self.desk, METHODS, rules)
        self.faults = rules.faults
        self.mischief = self.desk.mischief
        self.breaches = self.desk.breaches
        self.calls = self.border.calls
        self.request_url: RequestUrl | None = None
        self._people: dict[str, Person] = {}
        self.channel("general")

    @property
    def now(self) -> datetime:
        return self._clock() + self._advanced

    def advance(self, by: timedelta) -> None:
        """Let the driver's time pass; events that waited for it are told again."""
        self._advanced += by
        self.due()

    def due(self) -> None:
        """Tell again what has waited long enough, where the clock moved by itself."""
        self.hearing.due()
        self.changes.happened()

    @property
    def bot_token(self) -> str:
        return self.credential.bot_token

    @property
    def app_token(self) -> str:
        return self.credential.app_token

    @property
    def signing_secret(self) -> str:
        return self.credential.signing_secret

    @property
    def team(self) -> str:
        return self.world.team

    @property
    def api_url(self) -> str:
        """What stands where Slack has https://slack.com/api/."""
        return f"{self.desk.site}/api/"

    def person(
        self, name: str, *, tz: str = "Europe/London", locale: str = "en-US", member: bool = True
    ) -> Person:
        """The person of this name; a new one is in #general, unless told otherwise."""
        if name not in self._people:
            user = self.world.new_user(name, tz=tz, locale=locale)
            self._people[name] = Person(self.desk, user)
            if member:
                self.channel("general").members.append(user.id)
        return self._people[name]

    def joins_team(self, person: Person) -> None:
        """Tell that somebody is new in the workspace."""
        self.desk.tell(events.about_user("team_join", person.user, self.world))

    def channel(self, name: str, *, kind: ChannelKind = "channel", joined: bool = True) -> Channel:
        """The channel of this name, made where there is none; the bot is in it, unless told otherwise."""
        found = next((each for each in self.world.channels.values() if each.name == name), None)
        if found is None:
            found = self.world.new_channel(name, kind=kind)
            found.members += [self.world.bot.id] if joined else []
        return found

    def remove_bot(self, channel: Channel) -> None:
        """Throw the bot out of a channel."""
        channel.members.remove(self.world.bot.id)
        self.desk.tell(events.about_member("member_left_channel", self.world.bot, channel, self.world))

    def dm(self, person: Person) -> str | None:
        """The direct messages of this person and the bot, where they were opened."""
        found = self.world.ims.get(person.id)
        return None if found is None else found.id

    def message(self, ts: str) -> Message:
        channels = self.world.channels.values()
        return next(each.messages[ts] for each in channels if ts in each.messages)

    def pings(self, ts: str) -> bool:
        """Whether this message calls anybody."""
        return mentions.pings(self.message(ts))

    def unescaped(self, ts: str) -> list[str]:
        """The texts of this message that are not escaped."""
        return mentions.unescaped(self.message(ts))

    def install(self, manifest: Json) -> None:
        """Take commands, events, scopes and tabs from an app manifest, as an administrator does."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        self.desk.commands = {each["command"] for each in features.get("slash_commands", ())}
        self.desk.subscribed = frozenset(settings.get("event_subscriptions", {}).get("bot_events", ()))
        self.credential.scopes = list(manifest["oauth_config"]["scopes"]["bot"])
        self.world.messages_tab = bool(features.get("app_home", {}).get("messages_tab_enabled"))
        self.desk.socket_mode = bool(settings.get("socket_mode_enabled"))

    def revoke(self, standing: Standing = "token_revoked") -> None:
        """The bot's token is refused from now on; the app is told."""
        self.credential.standing = standing
        self.desk.tell(events.about_app("tokens_revoked", self.world))

    def uninstall(self) -> None:
        self.revoke("account_inactive")
        self.desk.tell(events.about_app("app_uninstalled", self.world))

    def listens_at(self, url: str) -> RequestUrl:
        """HTTP mode: tell everything to this address from now on."""
        made = RequestUrl(url, secret=self.signing_secret, within=self._within, stamp=self._stamp)
        self.request_url = self.hearing.carrier = made
        return made

    @property
    def stranger(self) -> Stranger:
        """Somebody who knows the app's address, in HTTP mode."""
        assert self.request_url is not None
        return Stranger(self.request_url, self.world)

    def again(self, told: Told | None = None, *, times: int = 1, new_id: bool = False) -> list[Told]:
        """Tell an event again, the last one by default: the same, or under another event_id each time."""
        event = told or next(each for each in reversed(self.hearing.told) if each.kind is Kind.EVENT)
        return [
            self.hearing.tell(
                Kind.EVENT, event.payload | ({"event_id": self.world.ids.new("Ev")} if new_id else {})
            )
            for _ in range(times)
        ]

    async def refresh(self) -> None:
        """Every connection ends, as it does every few hours: a warning, and soon the end."""
        await self.socket.say_bye("warning", close=False)
        await self.socket.say_bye("refresh_requested", close=True)

    async def disable_link(self) -> None:
        """Switch Socket Mode off: connections end, and no new ones are given."""
        self.desk.socket_mode = False
        await self.socket.say_bye("link_disabled", close=True)

    async def ready(self, connections: int = 1, *, within: float = 5.0) -> None:
        """Wait until so many connections are open."""

        def found() -> bool | None:
            return len(self.socket.lines) >= connections or None

        await self.changes.until(found, within=within, what=f"{connections} connections")

    async def ends(self) -> None:
        """Hang up, and tell nothing more."""
        await self.hearing.stop()
        await self.socket.hang_up()
        if self.request_url is not None:
            await self.request_url.close()
