"""Which commands the texts name, found in the syntax of the code: every `Slash`, and every literal word."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = (ROOT / "adapters", ROOT / "bot", ROOT / "schedules")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A command that is named. `name` is None where it is not literal; `written` is how it stands there."""

    file: str
    line: int
    name: str | None
    written: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.written}"


def sources() -> Iterator[tuple[str, str]]:
    """Every file of the code, and what is in it."""
    for folder in CODE:
        for path in sorted(folder.rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def spans_in(file: str, source: str) -> Iterator[Named]:
    """The commands that are named by a span."""
    if "Slash(" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="Slash"), args=[first, *_]):
                literal = first.value if isinstance(first, ast.Constant) else None
                name = literal if isinstance(literal, str) else None
                yield Named(file=file, line=node.lineno, name=name, written=ast.unparse(node))
            case _:
                pass


def words_in(file: str, source: str, groups: Iterable[str]) -> Iterator[Named]:
    """The commands that are named in the words of a string, where no chat can tell how they are typed."""
    typed = slashes(groups)
    if not typed.search(source):
        return
    tree = ast.parse(source)
    told = {id(one) for one in _docstrings(tree)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(words)) if id(node) not in told and (found := typed.search(words)):
                yield Named(file=file, line=node.lineno, name=found[0], written=repr(words))
            case _:
                pass


def slashes(groups: Iterable[str], prefix: str = "") -> re.Pattern[str]:
    """What a command of one of these groups looks like in words."""
    named = "|".join(map(re.escape, sorted(groups)))
    return re.compile(rf"(?<!\w)/{re.escape(prefix)}(?:{named})\b")


def _docstrings(tree: ast.AST) -> Iterator[ast.expr]:
    """What is told to whoever reads the code, and to nobody else."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str()) as told):
                yield told
            case _:
                pass
