"""A table of a file of the admins: frozen, and without free keys."""

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import BaseModel, ConfigDict


def _describe(schema: dict[str, Any], table: type[BaseModel]) -> None:
    """Say of each key what stands below it in the source; only a schema asks for that, no start does."""
    for name, words in (found for one in reversed(table.__mro__) for found in _described(one)):
        schema["properties"][table.model_fields[name].alias or name]["description"] = words


def _described(table: type) -> Iterator[tuple[str, str]]:
    if not issubclass(table, Table) or table is Table:
        return
    written = ast.parse(dedent(inspect.getsource(table))).body[0]
    lines = written.body if isinstance(written, ast.ClassDef) else []
    for key, below in pairwise(lines):
        match key, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                yield name, inspect.cleandoc(words)


class Table(BaseModel):
    """A table of a file: frozen, and without free keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, json_schema_extra=_describe)
