"""Markdown becomes markup: no HTML passes, no picture is fetched, links lead to the web only."""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from adapters.playground.markup import Html, esc
from adapters.playground.outward import ATTRIBUTES, is_safe, link


def markdown(written: str) -> Html:
    """The Markdown as markup, one line being one line."""
    return Html(_reader().render(written))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=_Renderer)
    reader.enable(["table", "strikethrough"])
    reader.validateLink = is_safe  # type: ignore[method-assign] # So the library has it replaced.
    return reader


class _Renderer(RendererHTML):
    """Links open beside the page and tell nobody where they were followed; a picture is a link to it."""

    def link_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        for name, value in ATTRIBUTES.items():
            tokens[at].attrSet(name, value)
        return self.renderToken(tokens, at, options, env)

    def image(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        where = str(tokens[at].attrs.get("src", ""))
        return link(esc(tokens[at].content or where), where)
