"""The doctor of the playground: it is a part of this process, so that there is little to look at."""

from collections.abc import Sequence

from bot.chat.adapter import Finding


def findings(shut: str | None) -> Sequence[Finding]:
    """Whether the page is served; `shut` says why it is not."""
    if shut is None:
        return (Finding(subject="playground", well=True, text="its messages can be read"),)
    return (
        Finding(
            subject="playground",
            well=False,
            text=f"nobody can read its messages: {shut}",
            remedy="Look at [playground] listen in the configuration, then start the bot again.",
        ),
    )
