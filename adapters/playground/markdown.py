"""Markdown becomes markup: no HTML passes, no picture is fetched, links lead to the web only."""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from adapters.playground.markup import Html, esc, tag

SCHEMES = ("https://", "http://", "mailto:")
"""What a link may lead to."""


def markdown(written: str) -> Html:
    """The Markdown as markup, one line being one line."""
    return Html(_reader().render(written))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=_Renderer)
    reader.enable(["table", "strikethrough"])
    reader.validateLink = _is_safe  # type: ignore[method-assign] # So the library has it replaced.
    return reader


def _is_safe(url: str) -> bool:
    return url.strip().casefold().startswith(SCHEMES)


class _Renderer(RendererHTML):
    """Links open beside the page and tell nobody where they were followed; a picture is a link to it."""

    def link_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        tokens[at].attrSet("rel", "noopener noreferrer nofollow")
        tokens[at].attrSet("target", "_blank")
        return self.renderToken(tokens, at, options, env)

    def image(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        where = str(tokens[at].attrs.get("src", ""))
        words = tokens[at].content or where
        return tag("a", esc(words), href=where, rel="noopener noreferrer nofollow", target="_blank")
