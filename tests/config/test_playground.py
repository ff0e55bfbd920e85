"""The playground's table: where the pages are served, who may sign in, and what is worth a note."""

from pathlib import Path

import pytest

from bot.config.playground import Playground
from tests.config.desk import Desk

ADA = '[[playground.accounts]]\nname = "Ada Admin"\npassword = "file:/dev/null"\n'


def written(desk: Desk, *lines: str) -> list[str]:
    """What the check says of the table with these lines, without the rest of the notes."""
    desk.adds("config.toml", "\n[playground]\n" + "".join(f"{line}\n" for line in lines))
    return [line for line in desk.reads() if line == "fine" or "playground" in line]


def table(desk: Desk) -> Playground:
    """The table as it was read."""
    found = desk.loads().config.playground
    assert found is not None
    return found


def test_pages_are_served_to_this_machine_only(desk: Desk) -> None:
    """Unless another address is named; links begin with it."""
    assert written(desk) == ["fine"]

    assert str(table(desk).listen) == "127.0.0.1:8080"
    assert table(desk).address == "http://127.0.0.1:8080"


def test_links_begin_with_what_people_open(desk: Desk) -> None:
    """Where something else stands in front."""
    assert written(desk, 'url = "https://Pages.example.org/"') == ["fine"]

    assert table(desk).address == "https://pages.example.org"


def test_a_password_is_found_and_never_shown(desk: Desk, tmp_path: Path) -> None:
    """Only where it is found is on the desk."""
    (tmp_path / "password").write_text("correct horse battery\n", encoding="utf-8")
    line = f'password = "file:{tmp_path}/password"'

    assert written(desk, "[[playground.accounts]]", 'name = "ada admin"', line) == ["fine"]
    assert "horse" not in repr(table(desk))


def test_a_password_in_the_file_is_not_repeated(desk: Desk) -> None:
    """It may be in use."""
    said = written(desk, "[[playground.accounts]]", 'name = "Ada Admin"', 'password = "hunter2hunter2"')

    assert said == [
        "config.toml:19: playground.accounts[Ada Admin].password: is not a reference to a secret; "
        'write "env:NAME" for an environment variable or "file:/path" for a file that holds it'
    ]


def test_a_name_of_no_roster(desk: Desk) -> None:
    """The nearest one is named."""
    said = written(desk, ADA.replace("Ada Admin", "Ada Atmin"))

    assert said == [
        "config.toml:18: playground.accounts[Ada Atmin].name: 'Ada Atmin' is on no roster; "
        "did you mean 'Ada Admin'?"
    ]


def test_two_accounts_for_one_name(desk: Desk) -> None:
    """However it is spelt."""
    said = written(desk, ADA, ADA.replace("Ada Admin", "ada  admin"))

    assert said == [
        "config.toml:22: playground.accounts[ada  admin].name: 'ada  admin' has an account already; "
        "take one of the two out"
    ]


def test_names_are_looked_at_though_another_key_is_wrong(desk: Desk) -> None:
    """Every fault at once."""
    said = written(desk, 'serve = "yes"', ADA.replace("Ada Admin", "Nobody At All"))

    assert len(said) == 2
    assert "is on no roster" in said[1]


def test_pages_that_nobody_could_open(desk: Desk) -> None:
    """Without a chat there are no links, so somebody must have a password."""
    assert written(desk, "serve = true") == [
        "config.toml:17: playground.serve: is true, and nobody may sign in: there is no account, and no chat "
        "that brings a link; write [[playground.accounts]] with name and password"
    ]


def test_other_machines_need_an_address(desk: Desk) -> None:
    """Which of their requests are meant for us is known by it."""
    assert written(desk, 'listen = "0.0.0.0:8080"') == [
        "config.toml:16: playground.url: is missing, and other machines may reach 0.0.0.0:8080; "
        'write where people open the pages, url = "https://pages.example.org"'
    ]


def test_other_machines_are_worth_a_note(desk: Desk) -> None:
    """So is an address on which passwords can be read."""
    assert written(desk, 'listen = "0.0.0.0:8080"', 'url = "http://pages.example.org"') == [
        "fine",
        "config.toml:17: playground.listen: other machines may reach 0.0.0.0:8080: let them come through "
        "what serves TLS in front only",
        "config.toml:18: playground.url: passwords on their way to http://pages.example.org can be read: "
        "serve TLS in front, and write https://",
    ]


def test_accounts_beside_a_chat_do_nothing_by_themselves(desk: Desk) -> None:
    """The pages are off there unless they are wanted."""
    said = written(desk, ADA, "[discord]", 'token = "env:PATH"')

    assert said[1] == (
        "config.toml:17: playground.accounts: nobody is let in: beside discord the pages are served with "
        "serve = true only"
    )


def test_a_short_password_is_noted_by_where_it_is_found(desk: Desk, tmp_path: Path) -> None:
    """Never with what it is."""
    (tmp_path / "password").write_text("hunter2", encoding="utf-8")
    said = written(desk, ADA.replace("/dev/null", f"{tmp_path}/password"))

    assert said[1].endswith("password has less than 12 characters, so Ada Admin can't sign in")
    assert "hunter2" not in said[1]


@pytest.mark.parametrize(
    "url",
    ["https://example.org/pages", "https://ada@example.org", "https://example.org?x", "https://[", "//x"],
)
def test_what_pages_can_not_begin_with(desk: Desk, url: str) -> None:
    """A path, a name, a question."""
    (said,) = written(desk, f'url = "{url}"')

    assert "playground.url" in said
