"""The frame of a page that stands alone: no script, no other file, readable on a phone and on paper."""

from collections.abc import Iterable
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

LOWEST = 6
STYLE = """
:root { color-scheme: light dark; --ink: #1c1b1f; --soft: #5d5a66; --line: #dcd8e3; --page: #fbfafc;
  --card: #fff; --accent: #6b3fa0; --tint: #f1ebf8 }
@media (prefers-color-scheme: dark) { :root { --ink: #ece9f1; --soft: #aaa5b5; --line: #3a3742;
  --page: #16151a; --card: #1f1d25; --accent: #c7a6f2; --tint: #2a2436 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 54rem; padding: 1.5rem 1rem 4rem; background: var(--page);
  color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .3rem }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.5rem 0 .3rem; color: var(--accent) }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem }
h4, h5, h6 { font-size: 1rem; margin: 1rem 0 .2rem }
a { color: var(--accent) }
p { margin: .4rem 0 }
.soft, small { color: var(--soft); font-weight: normal }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 1rem 0 }
dt { color: var(--soft) } dd { margin: 0 }
.row, details { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: .4rem 0;
  padding: .55rem .8rem }
.row { display: grid; grid-template-columns: 14.5rem 1fr; gap: .1rem 1rem }
.row p { margin: 0 }
.gone { opacity: .65 } .gone .what { text-decoration: line-through }
time { font-variant-numeric: tabular-nums }
.kind { display: inline-block; margin-inline-end: .4rem; padding: 0 .5rem; border-radius: 1rem;
  background: var(--tint); color: var(--accent); font-size: .82rem; white-space: nowrap }
summary { cursor: pointer } summary > p { margin: .15rem 0 0 }
details > div { margin-top: .6rem; padding-top: .4rem; border-top: 1px solid var(--line) }
li { margin: .15rem 0 }
nav { columns: 2; column-gap: 2rem; margin: .6rem 0 } nav ul { list-style: none; margin: 0; padding: 0 }
nav > div { break-inside: avoid; margin-bottom: .8rem } nav p { margin: 0; font-weight: 600 }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; overflow-wrap: break-word }
td:last-child { width: 30% }
th, td { text-align: start; vertical-align: top; padding: .35rem .7rem .35rem 0;
  border-bottom: 1px solid var(--line) } th { color: var(--soft); font-weight: normal;
  white-space: nowrap }
@media (max-width: 34rem) { .row { grid-template-columns: 1fr } nav { columns: 1 }
  dl { grid-template-columns: 1fr; gap: 0 } dd + dt { margin-top: .4rem }
  table, tbody, tr, td { display: block } td:last-child { width: auto } thead { display: none }
  tr { border-bottom: 1px solid var(--line);
  padding: .3rem 0 } td { border: 0; padding: .05rem 0 } }
@page { margin: 18mm 16mm; @bottom-center { content: counter(page); font-size: 8pt } }
@media print { :root { --ink: #000; --soft: #444; --line: #bbb; --page: #fff; --card: #fff; --accent: #4a2a73;
  --tint: #fff }
  body { max-width: none; padding: 0; font-size: 10pt } a { color: inherit; text-decoration: none }
  h2, h3, h4, summary { break-after: avoid } .phase { break-before: page } p, li { orphans: 3; widows: 3 }
  .row, tr { break-inside: avoid } .row, details { border: 0; border-top: 1px solid var(--line);
  border-radius: 0; padding: .4rem 0 } details > div { border: 0; margin: 0; padding: 0 }
  summary { list-style: none } details::details-content { content-visibility: visible; block-size: auto } }
"""


def page(title: str, body: Iterable[str], *, language: str = "en") -> str:
    """A whole HTML document; the title is plain text, the body already HTML."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def element(name: str, content: str, css: str = "") -> str:
    """One element around plain text."""
    attribute = f' class="{css}"' if css else ""
    return f"<{name}{attribute}>{escape(content)}</{name}>"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of what is known; what is empty is left out."""
    return "<dl>" + "".join(element("dt", k) + element("dd", v) for k, v in pairs if v) + "</dl>"


def markdown(source: str, *, below: int = 3) -> str:
    """The admins' Markdown as HTML, with headings below that level; raw HTML in it is shown, not obeyed."""
    reader = _reader()
    tokens = reader.parse(source)
    # A lesson opens with its title, which already stands above it.
    if [token.tag for token in tokens[:3]] == ["h1", "", "h1"]:
        tokens = tokens[3:]
    for token in tokens:
        _lower(token, below)
    return str(reader.renderer.render(tokens, reader.options, {}))


@cache
def _reader() -> MarkdownIt:
    # A picture would make the page call out.
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def _lower(token: Token, below: int) -> None:
    if token.type in ("heading_open", "heading_close"):
        level = int(token.tag[1:])
        token.tag = f"h{min(level - 1 + below, LOWEST)}"
