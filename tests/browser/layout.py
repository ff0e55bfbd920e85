"""What stands out of the screen, or out of its own box, found by measuring every element."""

from playwright.async_api import Page

# An element that scrolls by itself may hold wide things, and what only screen readers read is nowhere.
_OUTSIDE = """
() => {
  const width = document.documentElement.clientWidth;
  const told = (one, why) => {
    const name = one.tagName.toLowerCase() + (one.id ? "#" + one.id : "") +
      [...one.classList].map((word) => "." + word).join("");
    return `${name} ${why}: ${(one.innerText || one.value || "").trim().slice(0, 40)}`;
  };
  const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX);
  const kept = (one) => {
    for (let above = one.parentElement; above && above !== document.body; above = above.parentElement)
      if (scrolls(above)) return true;
    return false;
  };
  const found = [];
  if (document.scrollingElement.scrollWidth > width)
    found.push(`the page scrolls sideways: ${document.scrollingElement.scrollWidth} of ${width}`);
  for (const one of document.body.querySelectorAll("*")) {
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    // The loading bar of a widget waits beside the screen until it is needed.
    if (one.closest(".q-loading-bar")) continue;
    if (!box.width || !box.height || style.visibility === "hidden" || style.clipPath !== "none") continue;
    if (one.closest("svg") && one.tagName !== "svg") continue;
    if ((box.right > width + 1 || box.left < -1) && !kept(one) && !one.closest(".skip, .unseen"))
      found.push(told(one, `stands out of the screen (${Math.round(box.left)} to ${Math.round(box.right)})`));
    const wider = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
    if (wider && style.display !== "inline" && !scrolls(one) && !kept(one) && one.tagName !== "SELECT")
      found.push(told(one, `holds more than fits (${one.scrollWidth} in ${one.clientWidth})`));
  }
  return found;
}
"""


async def outside(page: Page) -> list[str]:
    """Each element that can't be seen whole, with the reason."""
    found: list[str] = await page.evaluate(_OUTSIDE)
    return found
