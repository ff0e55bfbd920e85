"""Codes are easily typed, and nobody guesses or reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.codes import ALPHABET, Code, CodeKind, new_code, read_code

KEY = b"the database's own secret"
K7 = Code(label="K7QM", secret="4X2P9D")


def test_a_code_is_typed_as_it_is_written() -> None:
    """What is shown is what is read again."""
    for _ in range(200):
        code = new_code()
        assert read_code(str(code)) == code


@pytest.mark.parametrize(
    "typed", ["K7QM-4X2P-9D", "k7qm-4x2p-9d", " k7qm 4x2p 9d ", "K7QM4X2P9D", "K7QM\u20134X2P\u20149D"]
)
def test_ways_to_type_it(typed: str) -> None:
    """Capitals, blanks and dashes matter to nobody."""
    assert read_code(typed) == K7


@pytest.mark.parametrize(
    "typed",
    ["", "that were my", "hello", "K7QM-4X2P-9", "K7QM-4X2P-9DD", "K7QM-4X2P-0D", "7" * 10_000, "done 2 5"],
)
def test_words_are_no_code(typed: str) -> None:
    """There is a digit in every code, and nothing that looks like something else."""
    assert read_code(typed) is None


def test_only_the_right_secret_proves_it() -> None:
    """Of the same label, with the same key."""
    digest = K7.digest(KEY)

    assert K7.proves(KEY, digest)
    assert not Code(label="K7QM", secret="4X2P9E").proves(KEY, digest)
    assert not Code(label="K7QN", secret="4X2P9D").proves(KEY, digest)
    assert not K7.proves(b"another secret", digest)
    assert not K7.proves(KEY, "")


def test_how_long_codes_last() -> None:
    """A team writes a letter; a person has both chats open."""
    assert (CodeKind.JOIN.lasts.days, CodeKind.LINK.lasts.seconds) == (14, 600)


@given(st.text(alphabet=ALPHABET + "- ", max_size=20))
def test_what_is_read_is_a_whole_code(typed: str) -> None:
    """Or nothing."""
    code = read_code(typed)
    assert code is None or (len(code.label), len(code.secret)) == (4, 6)
