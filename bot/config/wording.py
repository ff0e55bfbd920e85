"""What pydantic found wrong, in words for the admin who wrote it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.config.fields import spell
from bot.config.positions import KeyPath
from bot.config.suggest import did_you_mean, nearest

_KINDS = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list: [...]",
    "model_type": "a table",
    "model_attributes_type": "a table",
}
_OF_A_KIND = ("union_tag_not_found", "union_tag_invalid")


def place(error: ErrorDetails, model: type[BaseModel]) -> KeyPath:
    """The key that is wrong, as it stands in the file."""
    path = _walk(model, error["loc"])[1]
    # Of tables of several kinds pydantic names the table, and not the key that says which kind it is.
    return (*path, _kind_key(error)) if error["type"] in _OF_A_KIND else path


def problem_and_remedy(
    error: ErrorDetails, model: type[BaseModel], more_keys: tuple[str, ...] = ()
) -> tuple[str, str]:
    """The two halves of a fault; `more_keys` are keys of the outermost table that the model leaves out."""
    kind, path, ctx = error["type"], error["loc"], error.get("ctx", {})
    key = str(path[-1]) if path else ""
    if kind == "wrong":
        return str(ctx["problem"]), str(ctx["remedy"])
    if kind == "extra_forbidden":
        known = filter(None, (*keys_at(model, path[:-1]), *(more_keys if len(path) == 1 else ())))
        near = nearest(key, known)
        return "is no key of this table", f"did you mean {near!r}?" if near else "take it out"
    if kind == "missing":
        return "is missing", f"write {_example(model, path)}"
    if kind == "union_tag_not_found":
        return "is missing", f"write {_example(model, (*path, _kind_key(error)))}"
    if kind == "union_tag_invalid":
        return _not_known(str(ctx["tag"]), ctx["tag"], str(ctx["expected_tags"]))
    if kind in _KINDS:
        problem = f"is {spell(error['input'])}, wants {_KINDS[kind]}"
        return problem, f"write {_example(model, path)}"
    if kind in ("literal_error", "enum"):
        return _not_known(str(error["input"]), error["input"], str(ctx["expected"]))
    return _measure(kind, ctx, error["input"])


def _not_known(written: str, value: object, expected: str) -> tuple[str, str]:
    allowed = re.findall("'([^']*)'", expected)
    remedy = did_you_mean(written, allowed, f"write one of {', '.join(map(repr, allowed))}")
    return f"{spell(value)} is not known here", remedy


def _kind_key(error: ErrorDetails) -> str:
    return str(error["ctx"]["discriminator"]).strip("'")


def _measure(kind: str, ctx: Mapping[str, Any], value: object) -> tuple[str, str]:
    match kind:
        case "string_too_long":
            return f"has {len(str(value))} characters", f"write at most {ctx['max_length']}"
        case "string_too_short":
            return "is blank", "write something, or take it out"
        case "too_long":
            return "has too many entries", f"write at most {ctx['max_length']}"
        case "too_short":
            count = ctx["actual_length"]
            problem = f"has only {count} entr{'y' if count == 1 else 'ies'}" if count else "has no entries"
            return problem, f"write at least {ctx['min_length']}"
        case "greater_than_equal":
            return f"is {str(value)[:40]}", f"write {ctx['ge']} or more"
        case "less_than_equal":
            return f"is {str(value)[:40]}", f"write {ctx['le']} or less"
        case _:
            return f"{spell(value)} does not fit", "see docs/config.schema.json for what does"


def keys_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """The keys that the table at this path may have."""
    table = _model_at(model, path)
    return tuple(field.alias or name for name, field in table.model_fields.items()) if table else ()


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    return next(iter(_walk(model, path)[0]), None)


def _walk(model: type[BaseModel], path: KeyPath) -> tuple[tuple[type[BaseModel], ...], KeyPath]:
    """The models that may stand at a path of pydantic's, and the path as it stands in the file.

    Where tables of several kinds may stand, pydantic's path says which kind it took this one for.
    """
    tables: tuple[type[BaseModel], ...] = (model,)
    keys: list[str | int] = []
    for part in path:
        if isinstance(part, str) and len(tables) > 1:
            tables = tuple(table for table in tables if part in _kinds_of(table))
            continue
        keys.append(part)
        if isinstance(part, str):
            field = _field(tables[0], part) if tables else None
            tables = _tables_in(field.annotation) if field else ()
    return tables, tuple(keys)


def _kinds_of(table: type[BaseModel]) -> tuple[str, ...]:
    """The words that say which kind of table it is."""
    return tuple(
        word
        for field in table.model_fields.values()
        if get_origin(field.annotation) is Literal
        for word in get_args(field.annotation)
    )


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    fields = model.model_fields.items()
    return next((field for name, field in fields if (field.alias or name) == key), None)


def _tables_in(annotation: object) -> tuple[type[BaseModel], ...]:
    """The models in an annotation such as `tuple[Model, ...]` or `Model | None`."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return (annotation,) if issubclass(annotation, BaseModel) else ()
    return tuple(table for inner in get_args(annotation) for table in _tables_in(inner))


def _example(model: type[BaseModel], path: KeyPath) -> str:
    """What to write, as TOML, where the model gives an example; of a list's entry, the whole list."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    key = str(path[-1]) if path else "name"
    table = _model_at(model, path[:-1])
    field = _field(table, key) if table else None
    if field and get_origin(field.annotation) is tuple and _tables_in(field.annotation):
        return f"[[{'.'.join(part for part in _walk(model, path)[1] if isinstance(part, str))}]]"
    return f"{key} = {_toml(field.examples[0]) if field and field.examples else '...'}"


def _toml(value: object) -> str:
    match value:
        case str():
            return f'"{value}"'
        case date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case _:
            return str(value)
