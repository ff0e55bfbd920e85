"""A JSON schema read strictly: whatever it does not name, it refuses.

A schema is compiled once into nested functions, since a whole cohort's messages pass through them.
A keyword that is not known here is an error at compile time, so that nothing is skipped in silence.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.platforms.discord.checks import (
    FINE,
    Check,
    Problem,
    Schema,
    all_of,
    among,
    beneath,
    fine,
    listed,
    number,
    refused,
    shown,
    size,
    text,
)

PYTHON: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
}
KNOWN = frozenset(
    [
        *("type", "enum", "const", "oneOf", "anyOf", "allOf", "$ref"),
        *("properties", "required", "additionalProperties", "minProperties", "maxProperties"),
        *("items", "minItems", "maxItems", "uniqueItems"),
        *("minLength", "maxLength", "pattern", "format", "minimum", "maximum"),
        *("title", "description", "default", "contentEncoding", "x-discord-union"),
    ]
)


class StrictSchemas:
    """The named schemas of a document, each compiled when first needed."""

    def __init__(self, named: Mapping[str, Schema]) -> None:
        self._named = named
        self._compiled: dict[str, Check] = {}

    def resolved(self, schema: Schema) -> Schema:
        """The schema itself, behind its reference if it is one."""
        while "$ref" in schema:
            schema = self._named[name_of(schema)]
        return schema

    def check(self, schema: Schema) -> Check:
        """A function from a value to its problems; raises ValueError for a keyword not known here."""
        if unknown := schema.keys() - KNOWN:
            raise ValueError(f"unknown keywords in a schema: {sorted(unknown)}")
        return self._referred(name_of(schema)) if "$ref" in schema else self._own(schema)

    def _referred(self, name: str) -> Check:
        if name not in self._compiled:
            # While it is being compiled, a schema inside itself is looked up when it is used.
            self._compiled[name] = lambda value: self._compiled[name](value)
            self._compiled[name] = self.check(self._named[name])
        return self._compiled[name]

    def _own(self, schema: Schema) -> Check:
        checks = [self._typed(schema)] if "type" in schema else []
        if schema.get("enum"):
            checks.append(among(schema["enum"]))
        if "const" in schema:
            checks.append(among([schema["const"]]))
        checks += [self._also(branch) for branch in schema.get("allOf", ())]
        checks += [self._union(schema[key]) for key in ("oneOf", "anyOf") if key in schema]
        return all_of(checks)

    def _also(self, branch: Schema) -> Check:
        if "properties" in self.resolved(branch):
            raise ValueError(
                "objects made of several schemas are not read here: none of them names all its keys"
            )
        return self.check(branch)

    def _typed(self, schema: Schema) -> Check:
        kinds = [schema["type"]] if isinstance(schema["type"], str) else list(schema["type"])
        by_type = {kind: self._one_kind(name, schema) for name in kinds for kind in PYTHON[name]}
        wanted = " or ".join(kinds)

        def check(value: Any) -> Sequence[Problem]:
            found = by_type.get(type(value))
            return (("", f"{shown(value)} is not {wanted}"),) if found is None else found(value)

        return check

    def _one_kind(self, kind: str, schema: Schema) -> Check:
        match kind:
            case "string":
                return text(schema)
            case "integer" | "number":
                return number(schema)
            case "array":
                return self._list(schema)
            case "object":
                return self._object(schema)
        return fine

    def _list(self, schema: Schema) -> Check:
        item = self.check(schema["items"]) if "items" in schema else fine
        sized = size(schema, "minItems", "maxItems", "items")
        unique = schema.get("uniqueItems", False)

        def check(value: list[Any]) -> Sequence[Problem]:
            found = list(sized(value))
            for index, each in enumerate(value):
                if problems := item(each):
                    found += beneath(index, problems)
            if unique and any(each in value[:index] for index, each in enumerate(value)):
                found.append(("", "holds the same twice"))
            return found

        return check

    def _object(self, schema: Schema) -> Check:
        known = {key: self.check(value) for key, value in schema.get("properties", {}).items()}
        required = frozenset(schema.get("required", ()))
        more = schema.get("additionalProperties", "properties" not in schema)
        other = fine if more is True else refused if more is False else self.check(more)
        sized = size(schema, "minProperties", "maxProperties", "keys")

        def check(value: dict[str, Any]) -> Sequence[Problem]:
            found = list(sized(value))
            if not required <= value.keys():
                found += [("", f"lacks {key!r}") for key in sorted(required - value.keys())]
            for key, each in value.items():
                if problems := known.get(key, other)(each):
                    found += beneath(key, problems)
            return found

        return check

    def _union(self, branches: Sequence[Schema]) -> Check:
        resolved = [self.resolved(branch) for branch in branches]
        if all("const" in branch for branch in resolved):
            return among([branch["const"] for branch in resolved])
        compiled = [
            (accepted(own), self.check(branch)) for own, branch in zip(resolved, branches, strict=True)
        ]
        tagged = {
            tag: self.check(branch)
            for own, branch in zip(resolved, branches, strict=True)
            for tag in own.get("properties", {}).get("type", {}).get("enum", ())
        }
        every_object_tagged = all(
            "type" in own.get("properties", {}) for own in resolved if dict in accepted(own)
        )

        def check(value: Any) -> Sequence[Problem]:
            if tagged and isinstance(value, dict) and every_object_tagged:
                tag = value.get("type")
                found = tagged.get(tag) if type(tag) is int else None
                return (
                    (("/type", f"{shown(tag)} is none of {listed(tagged)}"),)
                    if found is None
                    else found(value)
                )
            return best([each for types, each in compiled if type(value) in types], value)

        return check


def name_of(reference: Schema) -> str:
    """The last part of `#/components/schemas/Name`."""
    return str(reference["$ref"]).rpartition("/")[2]


def accepted(schema: Schema) -> frozenset[type]:
    """The Python types that can pass; every one, if the schema does not say."""
    kinds = schema.get("type", list(PYTHON))
    return frozenset(kind for name in ([kinds] if isinstance(kinds, str) else kinds) for kind in PYTHON[name])


def best(checks: Iterable[Check], value: Any) -> Sequence[Problem]:
    """The problems of the branch that fits best: none, or the fewest."""
    least: Sequence[Problem] | None = None
    for check in checks:
        found = check(value)
        if not found:
            return FINE
        if least is None or len(found) < len(least):
            least = found
    return (("", f"{shown(value)} fits no branch"),) if least is None else least
