"""A table of a file of the admins: frozen, and without free keys."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of a file: frozen, and without free keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)
