"""Inside a line of Markdown: pictures become links, HTML its words, and code stays as it is."""

import html
import re
from collections.abc import Mapping
from typing import Final

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

References = Mapping[str, str]
"""The addresses that a text names once and uses by their label."""

_CODE = r"(?P<ticks>(?<![`\\])`+)(?!`)(?:.|\n(?!\n))+?(?<!`)(?P=ticks)(?!`)"
_ESCAPE = r"\\[^\w\s]"
_COMMENT = r"<!--(?:.|\n)*?-->"
_LABEL = r"(?:\\.|\[[^\[\]]*\]|[^\\\[\]])*"
_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?"""
_TARGET = r"\(\s*(?:<(?P<fenced>[^<>\n]*)>|(?P<target>(?:\([^\s()]*\)|[^\s()])*))" + _TITLE + r"\s*\)"
_IMAGE_IN_LINK = rf"\[!\[(?P<inner>{_LABEL})\]\([^()]*\)\]\((?P<outer>[^\s()]*){_TITLE}\)"
_LINK = rf"(?P<bang>!?)\[(?P<label>{_LABEL})\]{_TARGET}"
_REFERENCE = rf"(?P<shown>!?)\[(?P<text>{_LABEL})\](?:\[(?P<name>[^\[\]]*)\])?(?![(\[:])"
_MAIL = r"<(?P<mail>[\w.+-]+@[\w.-]+\.\w+)>"
_ANCHOR = r"""<a\s[^<>]*?href\s*=\s*["'](?P<href>[^"']*)["'][^<>]*>(?P<words>(?:.|\n)*?)</a\s*>"""
_DRAWN = r"<img\b(?P<drawn>[^<>]*)>"
_TAG = r"<(?P<closing>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
_BOLD = r"(?<![\w_\\])__(?=[^\s_])(?P<bold>(?:\\.|[^\\\n])+?)(?<=[^\s_])__(?![\w_])"
_TAGS = rf"(?P<html>{_TAG})|(?P<entity>{_ENTITY})"
_PATTERN = re.compile(
    f"{_CODE}|{_ESCAPE}|{_COMMENT}|{_ANCHOR}|{_DRAWN}|{_IMAGE_IN_LINK}|{_LINK}|{_REFERENCE}|{_MAIL}|{_TAGS}|{_BOLD}"
)
_MARKS: Final = {
    "b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "u": "__", "ins": "__",
    "s": "~~", "del": "~~", "strike": "~~", "code": "`", "kbd": "`", "samp": "`",
}  # fmt: skip
_BREAKS: Final = frozenset(
    ("br", "p", "div", "li", "tr", "summary", "details", "h1", "h2", "h3", "h4", "h5", "h6")
)
_HTML: Final = _BREAKS | _MARKS.keys() | frozenset((
    "a", "abbr", "area", "article", "aside", "audio", "blockquote", "button", "caption", "center", "col",
    "colgroup", "dd", "dfn", "dl", "dt", "figcaption", "figure", "font", "footer", "header", "hr", "iframe",
    "label", "main", "mark", "nav", "ol", "pre", "q", "rp", "rt", "ruby", "script", "section", "small",
    "source", "span", "style", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "ul",
    "var", "video", "wbr",
))  # fmt: skip
_SPECIAL = re.compile(r"[\\*_~`|\[\]<>]")
_ATTRIBUTE = re.compile(r"""\b(alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def inline(text: str, references: References) -> str:
    """The text of a paragraph as Discord shows it best."""
    return _PATTERN.sub(lambda found: _instead(found, references), text)


def _instead(found: re.Match[str], references: References) -> str:
    whole = found[0]
    if found["ticks"] or whole[0] == "\\":
        return whole
    if whole.startswith("<!--"):
        return ""
    if found["href"] is not None:
        return _link(inline(found["words"], references), html.unescape(found["href"]))
    if found["drawn"] is not None:
        said = {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(found["drawn"])}
        return _link(said.get("alt", ""), said.get("src", ""))
    if found["outer"] is not None:
        return _link(found["inner"], found["outer"])
    if found["label"] is not None:
        return _labelled(found, references)
    if found["text"] is not None:
        return _referring(found, references)
    if found["mail"]:
        return found["mail"]
    if found["html"]:
        return _tag(found)
    if found["entity"]:
        return _SPECIAL.sub(r"\\\g<0>", html.unescape(whole))
    # Two underscores are bold in Markdown, and underline what is between them on Discord.
    return f"**{inline(found['bold'], references)}**" if found["bold"] else whole


def _labelled(found: re.Match[str], references: References) -> str:
    """A link stays if Discord can open it; a picture becomes one."""
    target = found["fenced"] if found["fenced"] is not None else found["target"]
    label = inline(found["label"], references)
    if not found["bang"] and _opens(target):
        return found[0].replace(f"[{found['label']}]", f"[{label}]", 1)
    return _link(label, target)


def _referring(found: re.Match[str], references: References) -> str:
    """A label whose address stands elsewhere; a footnote's number; else words in brackets."""
    text = found["text"]
    if text.startswith("^"):
        return f"\\[{text[1:]}]{found[0][len(text) + 2 :]}"
    target = references.get(normalizeReference(found["name"] or text))
    return found[0] if target is None else _link(inline(text, references), target)


def _link(label: str, target: str) -> str:
    """Something to click, if it is an address of the web; else both are words."""
    if not _opens(target):
        return f"{label} ({target})" if label and target and not target.startswith("#") else label or target
    return f"[{label}]({target})" if label.strip() else target


def _opens(target: str) -> bool:
    return target.lower().startswith(("https://", "http://"))


def _tag(found: re.Match[str]) -> str:
    """Nothing for a tag but its mark or line break; what only looks like one stays."""
    name = found["tag"].lower()
    if name in _BREAKS:
        return "\n"
    return _MARKS.get(name, "") if name in _HTML else found[0]


def words_of(cell: Token) -> str:
    """The words of an inline token, without its Markdown."""
    spoken = ("text", "code_inline", "text_special")
    pieces = (
        child.content if child.type in spoken else " " if "break" in child.type else ""
        for child in cell.children or ()
    )
    return "".join(pieces)
