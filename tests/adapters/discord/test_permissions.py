"""What the bot may do in a channel is worked out as Discord does it."""

from typing import Any

from discord import Permissions

from adapters.discord.permissions import NEEDS, missing_in, needed
from tests.adapters.discord.stand import BOT, CHANNEL, GUILD, OWNER, ROLE, overwrite, role

ALL = needed().value
VIEW, SEND, ATTACH = (
    Permissions(view_channel=True).value,
    Permissions(send_messages=True).value,
    Permissions(attach_files=True).value,
)


def lacks(
    *overwrites: dict[str, Any], everyone: int = 0, roles: dict[str, int] | None = None, owner: str = OWNER
) -> list[str]:
    """What the bot, which has these roles, lacks in a channel with these overwrites."""
    given = roles or {}
    guild = {
        "id": GUILD,
        "owner_id": owner,
        "roles": [role(GUILD, everyone), role("999", ALL), *(role(id, value) for id, value in given.items())],
    }
    member = {"user": {"id": BOT}, "roles": list(given)}
    channel = {"id": CHANNEL, "permission_overwrites": overwrites}
    return [need.name for need in missing_in(channel, guild, member)]


def test_exactly_what_is_needed_is_asked_for() -> None:
    """Six permissions; nothing that would let the bot manage, mention everyone or read along."""
    assert sorted(name for name, given in needed() if given) == [
        "attach_files",
        "create_private_threads",
        "read_message_history",
        "read_messages",
        "send_messages",
        "send_messages_in_threads",
    ]
    assert all(need.where and need.why for need in NEEDS)


def test_the_bots_role_is_enough() -> None:
    """The role that the invitation makes gives everything; roles that it doesn't have give nothing."""
    assert lacks(roles={ROLE: ALL}) == []
    assert lacks() == [need.name for need in NEEDS]


def test_roles_add_up() -> None:
    """What everyone may and what two roles may comes together."""
    assert lacks(everyone=VIEW, roles={ROLE: SEND, "301": ALL & ~VIEW & ~SEND}) == []


def test_only_what_has_to_be_granted_is_named() -> None:
    """Without View Channels Discord denies the rest too, but granting that one brings it back."""
    assert lacks(overwrite(GUILD, deny=VIEW), roles={ROLE: ALL}) == ["View Channels"]


def test_what_a_channel_denies_everyone_it_may_allow_a_role() -> None:
    """A read-only channel: nobody writes there but whom it allows."""
    read_only = overwrite(GUILD, deny=SEND | ATTACH)

    assert lacks(read_only, roles={ROLE: ALL}) == ["Send Messages", "Attach Files"]
    assert lacks(read_only, overwrite(ROLE, allow=SEND), roles={ROLE: ALL}) == ["Attach Files"]
    assert lacks(read_only, overwrite("999", allow=SEND | ATTACH), roles={ROLE: ALL}) == [
        "Send Messages",
        "Attach Files",
    ]


def test_among_roles_allowing_wins() -> None:
    """One role denies, another allows, in either order."""
    denied, allowed = overwrite(ROLE, deny=SEND), overwrite("301", allow=SEND)

    for overwrites in ((denied, allowed), (allowed, denied)):
        assert lacks(*overwrites, roles={ROLE: ALL, "301": 0}) == []


def test_the_member_has_the_last_word() -> None:
    """What the channel says of the bot itself beats what it says of its roles."""
    assert lacks(overwrite(ROLE, allow=SEND), overwrite(BOT, deny=SEND), roles={ROLE: ALL}) == [
        "Send Messages"
    ]
    assert lacks(overwrite(ROLE, deny=SEND), overwrite(BOT, allow=SEND), roles={ROLE: ALL}) == []


def test_administrators_and_owners_may_everything() -> None:
    """No channel denies them anything."""
    closed = overwrite(GUILD, deny=ALL)

    assert lacks(closed, roles={ROLE: Permissions(administrator=True).value}) == []
    assert lacks(closed, owner=BOT) == []
