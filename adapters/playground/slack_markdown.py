"""A markdown block as Slack shows it: headings of one size, pictures as links, no HTML."""

import re
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from adapters.playground.markup import Html, esc, joined, tag
from adapters.playground.outward import link

_PLAIN: Final = {
    "paragraph": "p", "blockquote": "blockquote", "bullet_list": "ul", "list_item": "li",
    "strong": "strong", "em": "em", "s": "s", "thead": "thead", "tbody": "tbody", "tr": "tr",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,:;!?\"'”’)\]}…]", re.IGNORECASE)
_TASKS: Final = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def slack_markdown(written: str) -> Html:
    """The Markdown as it would be seen."""
    return _inside(SyntaxTreeNode(_parser().parse(written)))


def _inside(node: SyntaxTreeNode) -> Html:
    return joined(*(_shown(child) for child in node.children))


def _shown(node: SyntaxTreeNode) -> Html:
    match node.type:
        case "inline":
            return _inside(node)
        case "paragraph" if node.hidden:
            # That of a list without blank lines.
            return _inside(node)
        case "text":
            return _clickable(_tasked(node), inside_link=_is_in_link(node))
        case "softbreak" | "hardbreak":
            return tag("br")
        case "hr":
            return tag("hr")
        case "code_inline":
            return tag("code", esc(node.content))
        case "fence" | "code_block":
            return tag("pre", tag("code", esc(node.content.rstrip("\n"))))
        case "heading":
            return tag("p", _inside(node), class_="heading")
        case "ordered_list":
            return tag("ol", _inside(node), start=str(node.attrs.get("start", 1)))
        case "link":
            return link(_inside(node), str(node.attrs.get("href", "")))
        case "image":
            return link(esc(node.content or "picture"), str(node.attrs.get("src", "")))
        case "table":
            return tag("div", tag("table", _inside(node)), class_="wide")
        case "th":
            return tag("th", _inside(node), scope="col")
        case "td":
            return tag("td", _inside(node))
        case kind if kind in _PLAIN:
            return tag(_PLAIN[kind], _inside(node))
        case _:
            # HTML among them: Slack shows its letters.
            return esc(node.content) if not node.children else _inside(node)


def _tasked(node: SyntaxTreeNode) -> str:
    """The words; those that begin an item with a box have one."""
    inline, words = node.parent, node.content
    paragraph = inline.parent if inline else None
    item = paragraph.parent if paragraph else None
    begins = inline is not None and inline.children[0] is node
    if not begins or item is None or item.type != "list_item":
        return words
    return _TASKS[words[:4]] + words[4:] if words[:4] in _TASKS else words


def _clickable(words: str, *, inside_link: bool) -> Html:
    """Words, in which an address can be clicked though it has no marks; but no link is in another one."""
    made: list[Html] = []
    at = 0
    for found in () if inside_link else _ADDRESS.finditer(words):
        made += (esc(words[at : found.start()]), link(esc(found[0]), found[0]))
        at = found.end()
    return joined(*made, esc(words[at:]))


def _is_in_link(node: SyntaxTreeNode) -> bool:
    above = node.parent
    while above is not None and above.type != "inline":
        if above.type == "link":
            return True
        above = above.parent
    return False
