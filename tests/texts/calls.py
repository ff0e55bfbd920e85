"""Which texts the code says, found in its syntax: every call of `say` and every `phrase`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = (ROOT / "adapters", ROOT / "bot")
ELSEWHERE = ("bot/config/", "bot/preview/", "bot/cli/")
"""The preview has words of its own, the reader of programmes other ones; the command line speaks English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call. `text` is its template, None where that is not literal; `written` is how it stands there."""

    file: str
    line: int
    function: str
    text: str | None
    written: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.function}({self.written})"


def calls() -> tuple[Call, ...]:
    """Every call that says something, file by file and line by line."""
    files = {
        path.relative_to(ROOT).as_posix(): path for folder in CODE for path in sorted(folder.rglob("*.py"))
    }
    return tuple(
        call
        for name, path in files.items()
        if not name.startswith(ELSEWHERE)
        for call in calls_in(name, path.read_text(encoding="utf-8"))
    )


def calls_in(file: str, source: str) -> Iterator[Call]:
    """The calls in one file. Babel's own extractor misses those inside another call's slots."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (function := _function(node.func)) is not None:
            first = node.args[0] if node.args else None
            literal = first.value if isinstance(first, ast.Constant) else None
            yield Call(
                file=file,
                line=node.lineno,
                function=function,
                text=literal if isinstance(literal, str) else None,
                written=ast.unparse(first) if first is not None else "",
            )


def _function(called: ast.expr) -> str | None:
    match called:
        case ast.Name(id=("say" | "phrase") as name):
            return name
        case ast.Attribute(attr="say"):
            return "say"
        case _:
            return None
