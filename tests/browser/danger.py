"""What words of people must never become: a script that ran, an element that acts, a link that is code."""

from playwright.async_api import Page

MARK = "window.stolen = 1"
"""What each hostile text tries to do."""
HOSTILE = (
    f"<script>{MARK}</script>",
    f"<img src=x onerror='{MARK}'>",
    f"</p></li></textarea><svg onload='{MARK}'>",
    f"[press me](javascript:{MARK.replace(' ', '')})",
    f"![look](javascript:{MARK.replace(' ', '')})",
    f"<a href='javascript:{MARK}' onclick='{MARK}'>press me</a>",
    f"x' onmouseover='{MARK}' autofocus onfocus='{MARK}",
    f"{{{{ constructor.constructor('{MARK}')() }}}}",
    "&lt;iframe srcdoc=&quot;&lt;script&gt;parent.stolen=1&lt;/script&gt;&quot;&gt;",
)
_FOUND = """() => {
  const found = window.stolen === undefined ? [] : ["a script ran"];
  for (const one of document.querySelectorAll("body *")) {
    for (const { name, value } of one.attributes) {
      if (name.startsWith("on")) found.push(`${one.tagName} with ${name}`);
      if (/^[\\s\\u0000-\\u001f]*(javascript|data|vbscript):/i.test(value)) found.push(`${name} is ${value}`);
    }
    if (one.matches("iframe, object, embed, base, form[action^=http]")) found.push(one.outerHTML);
    const ours = one.closest(".log, #dialog, .people, .time, main#content");
    const asset = (one.getAttribute("src") || one.getAttribute("href") || "").startsWith("/static/");
    if (ours && !asset && one.matches("script, style, link, img, meta")) found.push(one.outerHTML);
  }
  return found;
}"""


async def dangers(page: Page) -> list[str]:
    """Whatever of that is on the page now."""
    found: list[str] = await page.evaluate(_FOUND)
    return found
