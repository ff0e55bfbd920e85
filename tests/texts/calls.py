"""Which texts the code says, found in its syntax: every call of `say`, every `phrase`, and every name that
a `Command` or `Param` declares."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.engine.naming import COMMAND, PARAMETER

ROOT = Path(__file__).parents[2]
CODE = (ROOT / "adapters", ROOT / "bot")
ELSEWHERE = ("bot/config/", "bot/preview/", "bot/cli/")
"""The preview has words of its own, the reader of programmes other ones; the command line speaks English."""

DECLARED = {"Command": COMMAND, "Param": PARAMETER}
"""What is declared with a `name` that has translations, and under which context they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call. `text` is its template, None where that is not literal; `written` is how it stands there.

    `context` says which kind of name it is, and is empty for what is said. `note` tells a translator more:
    whose word a name is, and which command stands in a slot.
    """

    file: str
    line: int
    function: str
    text: str | None
    written: str
    context: str = ""
    note: str = ""

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
        if not isinstance(node, ast.Call):
            continue
        if (function := _function(node.func)) is not None:
            call = _call(file, node, function, node.args[0] if node.args else None)
            yield replace(call, note=", ".join(_commands(node)))
        elif isinstance(node.func, ast.Name) and node.func.id in DECLARED:
            named = next((one.value for one in node.keywords if one.arg == "name"), None)
            yield from _names(_call(file, node, node.func.id, named))


def _call(file: str, node: ast.Call, function: str, first: ast.expr | None) -> Call:
    literal = first.value if isinstance(first, ast.Constant) else None
    return Call(
        file=file,
        line=node.lineno,
        function=function,
        text=literal if isinstance(literal, str) else None,
        written=ast.unparse(first) if first is not None else "",
    )


def _commands(call: ast.Call) -> Iterator[str]:
    """The slots in which a command stands, each with its name."""
    for slot in call.keywords:
        match slot.value:
            case ast.Call(func=ast.Name(id="Slash"), args=[ast.Constant(value=str(name))]):
                yield f"{{{slot.arg}}} is /{name}"
            case _:
                pass


def _names(declared: Call) -> Iterator[Call]:
    """A command has several words, each with a translation of its own, a parameter one name."""
    context = DECLARED[declared.function]
    if declared.text is None:
        yield declared
    elif context == PARAMETER:
        yield replace(declared, context=context)
    else:
        words = declared.text.split(" ")
        for number, word in enumerate(words, 1):
            rest = "" if number == len(words) else " …"
            note = "/" + " ".join(words[:number]) + rest
            yield replace(declared, context=context, text=word, note=note)


def _function(called: ast.expr) -> str | None:
    match called:
        case ast.Name(id=("say" | "phrase") as name):
            return name
        case ast.Attribute(attr="say"):
            return "say"
        case _:
            return None
