"""A lesson's Markdown becomes what Slack's markdown block can show; what Slack knows stays as written."""

import html
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

_CODE = r"(?P<code>(?P<ticks>(?<![`\\])`+)(?!`)(?:.|\n(?!\n))+?(?<!`)(?P=ticks)(?!`))"
_ESCAPE = r"(?P<escape>\\[^\w\s])"
_COMMENT = r"(?P<comment><!--(?:.|\n)*?-->)"
_LABEL = r"(?:\\.|\[[^\[\]]*\]|[^\\\[\]])*"
_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?"""
_TARGET = r"\(\s*(?:<(?P<fenced>[^<>\n]*)>|(?P<target>(?:\([^\s()]*\)|[^\s()])*))" + _TITLE + r"\s*\)"
_PICTURE_IN_LINK = rf"(?P<both>\[!\[(?P<inner>{_LABEL})\]\([^()]*\)\]\((?P<outer>[^\s()]*){_TITLE}\))"
_LINK = rf"(?P<link>(?P<bang>!?)\[(?P<label>{_LABEL})\]{_TARGET})"
_REFERENCE = rf"(?P<named>!?\[(?P<text>{_LABEL})\](?:\[(?P<name>[^\[\]]*)\])?(?![(\[:]))"
_ANCHOR = r"""(?P<anchor><a\s[^<>]*?href\s*=\s*["'](?P<href>[^"']*)["'][^<>]*>(?P<words>(?:.|\n)*?)</a\s*>)"""
_DRAWN = r"(?P<drawn><img\b(?P<said>[^<>]*)>)"
_TAG = r"(?P<html></?(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>)"
_SPECIAL = re.compile(
    "|".join((_CODE, _ESCAPE, _COMMENT, _ANCHOR, _DRAWN, _PICTURE_IN_LINK, _LINK, _REFERENCE, _TAG))
)
_ATTRIBUTE = re.compile(r"""\b(alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DEFINED = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:\s*\S")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)
_MARKS: Final = {
    "b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "s": "~~", "del": "~~", "strike": "~~",
    "code": "`", "kbd": "`", "samp": "`",
}  # fmt: skip
_BREAKS: Final = frozenset(
    ("br", "p", "div", "li", "tr", "summary", "details", "h1", "h2", "h3", "h4", "h5", "h6")
)
_HTML: Final = _BREAKS | _MARKS.keys() | frozenset((
    "abbr", "blockquote", "center", "dd", "dl", "dt", "figcaption", "figure", "font", "hr", "ins", "mark",
    "ol", "pre", "q", "section", "small", "span", "style", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "u", "ul", "video", "iframe", "a",
))  # fmt: skip
_SPOKEN_LINK = re.compile(rf"!?\[(?P<label>{_LABEL})\]\((?P<target>[^\s()]*)[^()]*\)")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|\|?[ \t|:-]*-{3,}[ \t|:-]*$)", re.MULTILINE)
_INLINE_MARK = re.compile(r"(\*{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1")

References = Mapping[str, str]
"""The addresses that a text names once and uses by their label."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@lru_cache(maxsize=256)
def shown(body: str) -> str:
    """The body as Slack shows it best: pictures are links, HTML its words; code is not touched."""
    known: dict[str, dict[str, dict[str, str]]] = {}
    lines = body.split("\n")
    tokens = _parser().parse(body, known)
    references = {label: found["href"] for label, found in known.get("references", {}).items()}
    code = [token.map for token in tokens if token.type in ("fence", "code_block") and token.map]
    made: list[str] = []
    at = 0
    for start, end in (*code, [len(lines), len(lines)]):
        made += _prose("\n".join(lines[at:start]), references).split("\n") if start > at else []
        made += lines[start:end]
        at = end
    return "\n".join(made)


def _prose(text: str, references: References) -> str:
    kept = "\n".join(line for line in text.split("\n") if not (references and _DEFINED.match(line)))
    kept = _FOOTNOTE.sub(r"\\[\1] ", kept)
    return _SPECIAL.sub(lambda found: _instead(found, references), kept)


def _instead(found: re.Match[str], references: References) -> str:
    return _KINDS[found.lastgroup or ""](found, references) if found.lastgroup in _KINDS else found[0]


def _linked(found: re.Match[str], references: References) -> str:
    """A link stays if it can be opened; a picture becomes one."""
    target = found["fenced"] if found["fenced"] is not None else found["target"]
    label = _prose(found["label"], references)
    if not found["bang"] and _opens(target):
        return found[0].replace(f"[{found['label']}]", f"[{label}]", 1)
    return _link(label, target)


def _referring(found: re.Match[str], references: References) -> str:
    """A label whose address stands elsewhere; a footnote's number; else words in brackets."""
    text = found["text"]
    if text.startswith("^"):
        return f"\\[{text[1:]}]"
    target = references.get(normalizeReference(found["name"] or text))
    return found[0] if target is None else _link(_prose(text, references), target)


def _anchored(found: re.Match[str], references: References) -> str:
    return _link(_prose(found["words"], references), html.unescape(found["href"]))


def _drawn(found: re.Match[str], _: References) -> str:
    said = {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(found["said"])}
    return _link(said.get("alt", ""), said.get("src", ""))


def _tag(found: re.Match[str], _: References) -> str:
    """Nothing for a tag but its mark or line break; what only looks like one stays."""
    name = found["tag"].lower()
    if name in _BREAKS:
        return "\n"
    return _MARKS.get(name, "") if name in _HTML else found[0]


_KINDS: Final[Mapping[str, Callable[[re.Match[str], References], str]]] = {
    "comment": lambda _, __: "",
    "anchor": _anchored,
    "drawn": _drawn,
    "both": lambda found, _: _link(found["inner"], found["outer"]),
    "link": _linked,
    "named": _referring,
    "html": _tag,
}


def _link(label: str, target: str) -> str:
    """Something to click, if it is an address of the web; else both are words."""
    if not _opens(target):
        return f"{label} ({target})" if label and target and not target.startswith("#") else label or target
    return f"[{label}]({target})" if label.strip() else target


def _opens(target: str) -> bool:
    return target.lower().startswith(("https://", "http://", "mailto:"))


def spoken(body: str) -> str:
    """The words of a lesson without its marks, as a notification or a voice tells them."""
    words = _LINE_MARK.sub("", _SPOKEN_LINK.sub(r"\g<label> (\g<target>)", body))
    return _INLINE_MARK.sub(r"\2", words).replace("\\", "")
