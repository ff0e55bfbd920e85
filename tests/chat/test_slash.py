"""A command that a text names is a span; chats say it as it is typed there."""

import pytest

from bot.chat.form import Field, Form
from bot.chat.text import Slash, fill, plain
from bot.chat.token import Token


def test_a_command_is_said_as_it_is_typed() -> None:
    """With what stands before its first word, where there is such a thing."""
    said = fill("Type {command}.", command=Slash("program settings"))

    assert said == ("Type ", Slash("program settings"), ".")
    assert plain(said) == "Type /program settings."
    assert plain(said, prefix="acme-") == "Type /acme-program settings."


def test_what_somebody_typed_is_no_command() -> None:
    """It stays a string, whatever it looks like."""
    said = fill("{name} is gone.", name="/program settings")

    assert said == ("/program settings is gone.",)
    assert plain(said, prefix="acme-") == "/program settings is gone."


@pytest.mark.parametrize(
    "name", ["", "program", "/program settings", "program  help", "a b c d", "Program x"]
)
def test_a_name_that_no_command_has_is_refused(name: str) -> None:
    """Two or three words, one blank between, and no slash."""
    with pytest.raises(ValueError, match=r"a command"):
        Slash(name)


def test_a_form_may_be_called_like_the_command_that_asks_it() -> None:
    """Words are within the limit of titles; a name may be longer, since each chat cuts it for itself."""
    fields = (Field(key="a", label="A", kind="text"),)
    long = Slash("cohort opportunity-letters approve")

    assert Form(token=Token("a", "b"), title=long, fields=fields).title == long
    with pytest.raises(ValueError, match="form title has 34 characters"):
        Form(token=Token("a", "b"), title=long.name, fields=fields)
