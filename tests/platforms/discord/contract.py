"""The contract is Discord's own OpenAPI document: every request must be one that it describes."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.platforms.discord.checks import Check, Problem, Schema, fine, shown
from tests.platforms.discord.quirks import with_quirks
from tests.platforms.discord.strict import StrictSchemas, accepted

ROOT = Path(__file__).resolve().parents[3]
NAME = Path("shared/contracts/discord-openapi.json")
WHOLE = re.compile(r"-?\d+")
TRUTHS = {"true": True, "True": True, "1": True, "false": False, "False": False, "0": False}
FILE = re.compile(r"files\[\d+\]")


def find() -> Path | None:
    """The document beside the project folder, or beside the folder of its worktrees; None if absent."""
    places = (ROOT.parent / NAME, ROOT.parent.parent / NAME)
    return next((place for place in places if place.is_file()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One described request, compiled."""

    name: str
    in_path: tuple[tuple[int, str, Check], ...]
    """Position, name and check of each part of the path that is a parameter."""
    in_query: Mapping[str, tuple[frozenset[type], Check]]
    required: frozenset[str]
    """Query parameters that must be there."""
    body: Check | None
    body_required: bool


class Contract:
    """Checks requests against the document; an operation is compiled when it is first used."""

    @classmethod
    def load(cls, path: Path) -> "Contract":
        """Read the document, an OpenAPI 3.1 file."""
        return cls(json.loads(path.read_bytes()))

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._paths = document["paths"]
        self._schemas = StrictSchemas(with_quirks(document["components"]["schemas"]))
        self._templates: dict[int, list[tuple[str, ...]]] = {}
        for template in self._paths:
            parts = tuple(template.strip("/").split("/"))
            self._templates.setdefault(len(parts), []).append(parts)
        for alike in self._templates.values():
            # A literal part is preferred to a parameter, the leftmost first.
            alike.sort(key=lambda parts: [is_parameter(part) for part in parts])
        self._operations: dict[tuple[str, tuple[str, ...]], Operation] = {}

    def breaches_of(self, method: str, path: str, query: Mapping[str, str], body: object) -> list[str]:
        """What the document does not allow in this request, a line each.

        The path is the one beneath the base (`/channels/1/messages`), as sent; the body is the JSON, that of
        `payload_json` where files go with it, None where there is none.
        """
        parts = path.strip("/").split("/")
        operation = self._operation(method, parts)
        if operation is None:
            return [f"{method} {shown(path)}: no such request in Discord's document"]
        problems = [
            *(
                problem
                for at, name, check in operation.in_path
                for problem in named(f"path parameter {name}", check(unquote(parts[at])))
            ),
            *query_problems(operation, query),
            *body_problems(operation, body),
        ]
        return [f"{operation.name}: {' '.join(filter(None, problem))}" for problem in problems]

    def compile_all(self) -> None:
        """Compile every operation, so that no keyword of the document is unknown here."""
        for template, item in self._paths.items():
            for method in item.keys() - {"parameters"}:
                self._compiled(method.upper(), tuple(template.strip("/").split("/")))

    def _operation(self, method: str, parts: list[str]) -> Operation | None:
        for template in self._templates.get(len(parts), ()):
            if all(own == part or is_parameter(own) for own, part in zip(template, parts, strict=True)):
                found = self._compiled(method, template)
                if found is not None:
                    return found
        return None

    def _compiled(self, method: str, template: tuple[str, ...]) -> Operation | None:
        known = self._operations.get((method, template))
        if known is None and method.lower() in self._paths[f"/{'/'.join(template)}"]:
            known = self._operations[method, template] = self._compile(method, template)
        return known

    def _compile(self, method: str, template: tuple[str, ...]) -> Operation:
        path = f"/{'/'.join(template)}"
        described = self._paths[path][method.lower()]
        parameters = [*self._paths[path].get("parameters", ()), *described.get("parameters", ())]
        checks = {(each["in"], each["name"]): self._schemas.check(each["schema"]) for each in parameters}
        request = described.get("requestBody")
        return Operation(
            name=f"{method} {path}",
            in_path=tuple(
                (at, part[1:-1], checks.get(("path", part[1:-1]), fine))
                for at, part in enumerate(template)
                if is_parameter(part)
            ),
            in_query={
                each["name"]: (self._accepted(each["schema"]), checks["query", each["name"]])
                for each in parameters
                if each["in"] == "query"
            },
            required=frozenset(
                each["name"] for each in parameters if each["in"] == "query" and each.get("required")
            ),
            body=None if request is None else self._schemas.check(self._body(request["content"])),
            body_required=request is not None and request.get("required", False),
        )

    def _accepted(self, schema: Schema) -> frozenset[type]:
        own = self._schemas.resolved(schema)
        branches = own.get("oneOf", ()) if "type" not in own else ()
        return frozenset().union(*map(self._accepted, branches)) if branches else accepted(own)

    def _body(self, content: Mapping[str, Any]) -> Schema:
        """The schema of a JSON body, or that of a form without its files, which are no part of the JSON."""
        if "application/json" in content:
            return schema_of(content["application/json"])
        form = self._schemas.resolved(schema_of(content["multipart/form-data"]))
        fields = {
            key: value
            for key, value in form.get("properties", {}).items()
            if not FILE.fullmatch(key) and "contentEncoding" not in self._schemas.resolved(value)
        }
        required = [key for key in form.get("required", ()) if key in fields]
        return {**form, "properties": fields, "required": required}


def schema_of(media: Mapping[str, Any]) -> Schema:
    """The schema of one kind of body."""
    schema: Schema = media["schema"]
    return schema


def is_parameter(part: str) -> bool:
    """Whether a part of a path template stands for a value."""
    return part.startswith("{")


def query_problems(operation: Operation, query: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the query: unknown names, values that do not fit, names that are missing."""
    found = [("", f"lacks query parameter {name}") for name in sorted(operation.required - query.keys())]
    for name, value in query.items():
        if name not in operation.in_query:
            found.append(("", f"query parameter {name} is not known"))
            continue
        types, check = operation.in_query[name]
        found += named(f"query parameter {name}", check(from_query(value, types)))
    return found


def from_query(value: str, types: frozenset[type]) -> object:
    """A value as its schema wants it: a query has only text."""
    if bool in types and value in TRUTHS:
        return TRUTHS[value]
    if int in types and WHOLE.fullmatch(value):
        return int(value)
    return value.split(",") if list in types and str not in types else value


def body_problems(operation: Operation, body: object) -> list[Problem]:
    """What is wrong with the body, or that it is there or not."""
    if operation.body is None:
        return [] if body is None else [("", "has a body, wants none")]
    if body is None:
        return [("", "has no body")] if operation.body_required else []
    return [(f"at {at or '/'}:", what) for at, what in operation.body(body)]


def named(what: str, problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, said of a part of the request."""
    return [("", f"{what} {problem}") for _, problem in problems]
