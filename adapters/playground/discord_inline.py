"""The marks inside a line, as Discord reads them."""

import re
from typing import Final

from adapters.playground.look import Reader, instant
from adapters.playground.markup import Html, esc, joined, tag
from adapters.playground.outward import link
from bot.chat.text import TimeStyle

# What stands between two marks: neither an escaped mark nor one in code ends it. What was read as code
# is not tried as words once more, which would take for ever.
_WITHIN = r"(?:\\[^\n]|(?>`[^`\n]*`|`)|[^\\`])+?"
DEPTH: Final = 8
"""Marks within marks are read so deep."""
_MARK = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)"
    r"|(?<!`)(?P<ticks>`++)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|</(?P<command>[^:<>\n]+):\d+>"
    r"|<t:(?P<at>-?\d{1,15})(?::(?P<style>[tTdDfFsSR]))?>"
    r"|<(?P<whom>@[!&]?|\#)(?P<id>\d+)>"
    r"|<a?:(?P<emoji>\w+):\d+>"
    r"|<(?P<fenced>https?://[^\s<>]+)>"
    r"|\[(?P<label>(?:\\.|[^\[\]\\])+)\]\(<?(?P<target>https?://[^\s()<>]+)>?(?:\s+\"[^\"]*\")?\)"
    r"|(?P<url>https?://[^\s<]*[^\s<.,:;\"')\]])"
    rf"|\*\*\*(?P<both>(?!\s){_WITHIN})\*\*\*(?!\*)"
    rf"|\*\*(?P<bold>{_WITHIN})\*\*(?!\*)"
    rf"|__(?P<underlined>{_WITHIN})__(?!_)"
    rf"|~~(?P<struck>{_WITHIN})~~"
    rf"|\|\|(?P<spoiler>{_WITHIN})\|\|"
    rf"|\*(?P<slanted>(?!\s){_WITHIN})(?<!\s)\*(?!\*)"
    rf"|(?<!\w)_(?P<sloping>{_WITHIN})_(?!\w)",
    re.DOTALL | re.IGNORECASE,
)
_STYLES: Final[dict[str, TimeStyle]] = {
    "t": "time", "T": "time", "d": "date", "D": "date", "R": "date",
}  # fmt: skip
_NAMES: Final = {"bold": "strong", "underlined": "u", "struck": "s", "slanted": "em", "sloping": "em"}


def inline(words: str, reader: Reader, depth: int = 0) -> Html:
    """The words with their marks; what is no mark stands as it was written."""
    if depth > DEPTH:
        return _words(words)
    shown: list[Html] = []
    at = 0
    for mark in _MARK.finditer(words):
        shown += (_words(words[at : mark.start()]), _marked(mark, reader, depth + 1))
        at = mark.end()
    return joined(*shown, _words(words[at:]))


def _words(words: str) -> Html:
    first, *others = words.split("\n")
    return joined(esc(first), *(joined(tag("br"), esc(line)) for line in others))


def _marked(mark: re.Match[str], reader: Reader, depth: int) -> Html:
    found = {name: value for name, value in mark.groupdict().items() if value is not None}
    match found:
        case {"escaped": sign}:
            return esc(sign)
        case {"code": code}:
            return tag("code", esc(code.strip() or code))
        case {"command": name}:
            return tag("span", esc(f"/{name}"), class_="mention")
        case {"at": seconds}:
            return instant(int(seconds), _STYLES.get(found.get("style", "f"), "date_time"), reader)
        case {"whom": sign, "id": number}:
            return tag("span", esc(f"{sign[0]}{number}"), class_="mention")
        case {"emoji": name}:
            return esc(f":{name}:")
        case {"label": label, "target": address}:
            return link(inline(label, reader, depth), address)
        case {"fenced": address} | {"url": address}:
            return link(esc(address), address)
        case {"spoiler": hidden}:
            return tag(
                "span", inline(hidden, reader, depth), class_="spoiler", title="hidden until it is clicked"
            )
        case {"both": words}:
            return tag("em", tag("strong", inline(words, reader, depth)))
        case _:
            name, words = next((name, words) for name, words in found.items() if name in _NAMES)
            return tag(_NAMES[name], inline(words, reader, depth))
