"""Discord's own document lets through what discord.py sends, and catches what is wrong, however small."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.platforms.discord.contract import Contract, find
from tests.platforms.discord.quirks import QUIRKS, Quirk, with_quirks
from tests.platforms.discord.strict import StrictSchemas
from tests.platforms.sent import CALLBACK, NONCE, everything

MESSAGES = "/channels/1/messages"
BUTTON = {"type": 2, "style": 1, "label": "Done", "custom_id": "done"}


@pytest.fixture(scope="module")
def document() -> Path:
    """Discord's document, which is not part of the project."""
    found = find()
    if found is None:
        pytest.skip("Discord's OpenAPI document is not beside the project (shared/contracts)")
    return found


@pytest.fixture(scope="module")
def contract(document: Path) -> Contract:
    """The contract, read once."""
    return Contract.load(document)


@pytest.fixture(scope="module")
def named(document: Path) -> Any:
    """The document's own schemas, without quirks."""
    return json.loads(document.read_bytes())["components"]["schemas"]


async def test_all_that_discord_py_sends_is_in_the_document(contract: Contract) -> None:
    """The real library is the measure of a false alarm."""
    for sent in await everything():
        found = contract.breaches_of(sent.method, sent.path, sent.query, sent.body)

        assert not found, sent.said


def test_every_request_of_the_document_can_be_read(contract: Contract) -> None:
    """No keyword of it is passed over in silence."""
    contract.compile_all()


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    """A message with one action row."""
    return {"components": [{"type": 1, "components": list(parts)}]}


WRONG: dict[str, tuple[str, str, dict[str, str], Any, str]] = {
    "an unknown path": ("POST", "/channels/1/letters", {}, {}, "no such request"),
    "an unknown method": ("PUT", MESSAGES, {}, {}, "no such request"),
    "a path parameter of another kind": ("GET", "/channels/general", {}, None, "path parameter channel_id"),
    "an unknown query parameter": ("GET", MESSAGES, {"page": "2"}, None, "query parameter page is not known"),
    "a query parameter out of bounds": ("GET", MESSAGES, {"limit": "101"}, None, "101 is not 1 to 100"),
    "a query parameter of another kind": ("GET", MESSAGES, {"limit": "all"}, None, "'all' is not integer"),
    "a missing query parameter": ("GET", "/guilds/1/members/search", {}, None, "lacks query parameter query"),
    "a missing body": ("POST", MESSAGES, {}, None, "has no body"),
    "a body too many": ("GET", MESSAGES, {}, {}, "has a body, wants none"),
    "a body of another kind": ("POST", MESSAGES, {}, [], "is not object"),
    "an unknown key": ("POST", MESSAGES, {}, {"contents": "Hello"}, "at /contents: is not known"),
    "an unknown key deep down": (
        "POST",
        MESSAGES,
        {},
        row({**BUTTON, "row": 1}),
        "/components/0/row: is not known",
    ),
    "a key with a slash": ("POST", MESSAGES, {}, {"a/b": 1}, "at /a~1b: is not known"),
    "a value of another kind": ("POST", MESSAGES, {}, {"content": 5}, "at /content: 5 is not string or null"),
    "a truth value for a number": ("POST", MESSAGES, {}, {"flags": True}, "at /flags: True is not integer"),
    "a nonce that is too long": (
        "POST",
        MESSAGES,
        {},
        {"nonce": f"{NONCE}yz"},
        "at /nonce: has 26 characters",
    ),
    "a label that is too long": ("POST", MESSAGES, {}, row({**BUTTON, "label": "x" * 81}), "label: has 81"),
    "an empty custom_id": (
        "POST",
        MESSAGES,
        {},
        row({**BUTTON, "custom_id": ""}),
        "custom_id: has 0 characters",
    ),
    "a style that is none": ("POST", MESSAGES, {}, row({**BUTTON, "style": 9}), "style: 9 is none of 1, 2"),
    "an unknown component": ("POST", MESSAGES, {}, row({**BUTTON, "type": 99}), "/type: 99 is none of 2"),
    "a component at the wrong place": (
        "POST",
        MESSAGES,
        {},
        {"components": [BUTTON]},
        "/type: 2 is none of 1",
    ),
    "six buttons in a row": ("POST", MESSAGES, {}, row(*[BUTTON] * 6), "has 6 items, wants 1 to 5"),
    "an address that is none": ("POST", MESSAGES, {}, {"embeds": [{"url": "lesson 1"}]}, "is not an address"),
    "a naive time": ("POST", MESSAGES, {}, {"embeds": [{"timestamp": "2026-01-05T09:00:00"}]}, "not a date"),
    "a nonce in an edit": ("PATCH", f"{MESSAGES}/2", {}, {"nonce": NONCE}, "at /nonce: is not known"),
    "a nonce in a follow-up": ("POST", "/webhooks/9/token", {}, {"nonce": NONCE}, "at /nonce: is not known"),
    "speech in an edit": ("PATCH", f"{MESSAGES}/2", {}, {"tts": True}, "at /tts: True is none of False"),
    "an answer of no kind": ("POST", CALLBACK, {}, {"type": 3}, "at /type: 3 is none of 8, 4, 5"),
    "a form without a title": (
        "POST",
        CALLBACK,
        {},
        {"type": 9, "data": {"custom_id": "a", "components": []}},
        "title",
    ),
    "a command without a name": (
        "PUT",
        "/applications/9/commands",
        {},
        [{"description": "a"}],
        "at /0: lacks 'name'",
    ),
    "an option of another kind": (
        "PUT",
        "/applications/9/commands",
        {},
        [{"name": "a", "options": [{"type": 3, "name": "b", "description": "c", "min_value": 1}]}],
        "at /0/options/0/min_value: is not known",
    ),
}


@pytest.mark.parametrize("said", WRONG)
def test_what_is_wrong_is_caught(contract: Contract, said: str) -> None:
    """Each breach says the request, the place and what is wrong."""
    method, path, query, body, expected = WRONG[said]

    found = contract.breaches_of(method, path, query, body)

    assert any(expected in each for each in found), found
    assert all(each.startswith(method) and len(each) < 240 for each in found)


def test_a_literal_part_of_a_path_comes_before_a_parameter(contract: Contract) -> None:
    """`@original` is no message id, and `@me` no member's."""
    assert not contract.breaches_of("GET", "/webhooks/9/token/messages/@original", {}, None)
    assert not contract.breaches_of("PATCH", "/guilds/1/members/@me", {}, {"nick": "Bot"})
    assert contract.breaches_of("GET", "/guilds/1/members/@me", {}, None)


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: f"{quirk.schemas[0]}.{quirk.key}")
def test_every_quirk_is_needed(named: Any, quirk: Quirk) -> None:
    """One that the document reads in the same way is no quirk any more."""
    assert quirk.reason.endswith(".")
    for name in quirk.schemas:
        assert named[name]["properties"].get(quirk.key) != quirk.reads


def mutants(value: Any) -> Iterator[Any]:
    """The same value with one thing changed: each part left out, of another kind, or far too long."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in list(children):
        for other in (*mutants(child), None, True, -1, "x" * 5000):
            changed = copy.copy(value)
            changed[key] = other
            yield changed
        left = copy.copy(value)
        del left[key]
        yield left


async def test_the_strict_reading_is_never_laxer_than_jsonschema(named: Any) -> None:
    """Whatever a plain validator of JSON schemas refuses is refused here, too."""
    schemas = with_quirks(named)
    whole = DRAFT202012.create_resource({"components": {"schemas": schemas}})
    registry: Any = Registry().with_resource("urn:discord", whole)
    name = "CreateMessageInteractionCallbackRequest"
    plain = Draft202012Validator({"$ref": f"urn:discord#/components/schemas/{name}"}, registry=registry)
    strict = StrictSchemas(schemas).check({"$ref": f"#/components/schemas/{name}"})
    answer = next(each.body for each in await everything() if each.said == "an answer")
    answer["data"]["components"] = answer["data"]["components"][2:]
    refused = 0
    for mutant in mutants(answer):
        if not plain.is_valid(mutant):
            refused += 1
            assert strict(mutant), mutant

    assert plain.is_valid(answer)
    assert not strict(answer)
    assert refused > 50


def test_a_keyword_that_is_not_known_is_refused() -> None:
    """A newer document is read wholly, or not at all."""
    with pytest.raises(ValueError, match="patternProperties"):
        StrictSchemas({}).check({"type": "object", "patternProperties": {}})
