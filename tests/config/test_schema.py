"""Editors complete and validate config.toml by a schema that is made from the models."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.config.schema import schema_text

TOP = Path(__file__).parents[2]
EXAMPLE = TOP / "config.example.toml"


def test_the_committed_schema_is_current() -> None:
    """Otherwise: python -m bot.config.schema > docs/config.schema.json"""
    assert (TOP / "docs" / "config.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_example_is_valid_and_names_the_schema() -> None:
    """Editors look for it in the first line."""
    text = EXAMPLE.read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))
    jsonschema.validate(as_json(tomllib.loads(text)), json.loads(schema_text()))

    assert text.startswith("#:schema docs/config.schema.json\n")


def test_the_chats_of_the_example_are_valid_once_they_are_used() -> None:
    """Their lines are comments."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    start = lines.index("# [discord]")
    text = "\n".join((*lines[:start], *(line.removeprefix("# ") for line in lines[start:])))
    values = tomllib.loads(text)
    jsonschema.validate(as_json(values), json.loads(schema_text()))

    assert set(values) > {"discord", "slack"}


@pytest.mark.parametrize(
    "spoilt", [{"cohort": []}, {"people": {"quiet_from": "9pm"}}, {"discord": {"token": "x"}}]
)
def test_the_schema_refuses_what_the_check_refuses(spoilt: dict[str, Any]) -> None:
    """So that an editor marks it while it is written."""
    values = as_json(tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))) | spoilt

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(values, json.loads(schema_text()))


def as_json(value: Any) -> Any:
    """TOML's dates as the texts that JSON has instead."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
