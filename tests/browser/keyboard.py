"""A keyboard: all that somebody has who uses no mouse, and sees where they are by the focus alone."""

from typing import Any

from playwright.async_api import Page

MOST = 150
"""So many steps to anything are too many."""
_FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    name: (one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || "").trim(),
    role: one.getAttribute("role") || one.tagName.toLowerCase(),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.width > 1 && box.height > 1,
  };
}"""


class Keyboard:
    """Keys of one page; `unseen` are the stops at which nobody could see the focus."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.unseen: set[str] = set()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self._page.keyboard.press(key)

    async def write(self, words: str) -> None:
        """Type, letter by letter."""
        await self._page.keyboard.type(words)

    async def focus(self) -> str:
        """The name of what has the focus, or its role where it has no name."""
        focused: dict[str, Any] = await self._page.evaluate(_FOCUSED)
        name = str(focused["name"]).partition("\n")[0] or str(focused["role"])
        if not focused["seen"]:
            self.unseen.add(name)
        return name

    async def forward_to(self, name: str) -> None:
        """Press Tab until there."""
        await self._to(name, "Tab")

    async def back_to(self, name: str) -> None:
        """Press Shift+Tab until there."""
        await self._to(name, "Shift+Tab")

    async def _to(self, name: str, key: str) -> None:
        passed = []
        for _ in range(MOST):
            await self.press(key)
            passed.append(await self.focus())
            if passed[-1] == name:
                return
        raise AssertionError(f"{key} never comes to {name!r}, only to {passed}")
