"""Profiles: what Slack tells of an account, asked once and kept until it changes."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.trouble import BROKEN
from bot.chat.place import Profile

KEPT = 2_000
"""So many people are known again without being asked for."""
PATIENCE = 0.5
"""Seconds that a click waits for its owner's profile; without it the click is answered all the same."""


class Profiles:
    """The profiles of a workspace, by user."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: OrderedDict[str, Profile] = OrderedDict()

    def knows(self, user: str) -> bool:
        """Whether a user need not be asked for."""
        return user in self._known

    def known(self, user: str) -> Profile:
        """What is known of a user without asking: nothing of who was never asked for."""
        return self._known.get(user, Profile())

    async def of(self, user: str) -> Profile:
        """What is known of a user; nothing, if Slack does not say it in time."""
        if user in self._known:
            self._known.move_to_end(user)
            return self._known[user]
        try:
            async with asyncio.timeout(PATIENCE):
                told = await self._client.users_info(user=user, include_locale=True)
        except BROKEN:
            return Profile()
        return self._keep(user, _profile(told.get("user") or {}))

    def learn(self, user: str, told: Mapping[str, Any]) -> Profile:
        """What Slack tells of a user without being asked; a language that it leaves out is the one before."""
        profile = _profile(told)
        if profile.locale is None and user not in self._known:
            return profile  # Not kept: their language is asked for when they act.
        return self._keep(user, profile)

    def _keep(self, user: str, profile: Profile) -> Profile:
        known = self._known.pop(user, Profile())
        kept = self._known[user] = replace(profile, locale=profile.locale or known.locale)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return kept


def _profile(told: Mapping[str, Any]) -> Profile:
    """What stands in a user of Slack's."""
    names = told.get("profile") or {}
    return Profile(
        name=str(names.get("display_name") or names.get("real_name") or told.get("real_name") or ""),
        locale=told.get("locale") or None,
        zone=told.get("tz") or None,
    )
