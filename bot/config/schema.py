"""The JSON Schema by which editors complete config.toml; `python -m bot.config.schema` prints it."""

import json
import sys

from bot.config.settings import Config


def schema_text() -> str:
    """The schema as it is committed in docs/config.schema.json."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Config.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
