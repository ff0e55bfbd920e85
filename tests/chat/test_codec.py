"""What the codec writes it reads back, and it reads nothing else."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import codec
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Button, File, Mark, Message, Part, Picture
from bot.chat.place import Account, Channel, Place, Platform
from bot.chat.text import Link, Mention, Slash, Strong, When
from bot.chat.token import Token, key_of

WORDS = st.text(max_size=30)
NAMES = st.text(min_size=1, max_size=20)
TOKENS = st.builds(
    Token,
    st.sampled_from(["checkin", "join", "grant"]),
    st.integers().map(lambda number: key_of(str(number))),
    st.sampled_from(["", "done", "choice/3"]),
)
PLATFORMS = st.sampled_from(["discord", "slack"]).map(Platform)
ACCOUNTS = st.builds(Account, platform=PLATFORMS, user=NAMES, workspace=WORDS)
CHANNELS = st.builds(Channel, platform=PLATFORMS, id=NAMES, workspace=WORDS)
PLACES = st.builds(Place, at=ACCOUNTS | CHANNELS, thread=st.none() | NAMES)
INSTANTS = st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("Asia/Kathmandu")]), allow_imaginary=False)
COMMANDS = st.sampled_from(["program settings", "cohort grant approve"]).map(Slash)
SPANS = st.one_of(
    WORDS,
    st.builds(Mention, st.none() | ACCOUNTS, WORDS),
    st.builds(When, INSTANTS, st.just("Africa/Cairo"), st.sampled_from(["date", "time", "relative"])),
    st.builds(Strong, WORDS),
    st.builds(Link, WORDS, WORDS),
    COMMANDS,
)
CELLS = st.lists(WORDS, max_size=3).map(tuple)
BUTTONS = st.lists(
    st.builds(Button, label=NAMES, token=TOKENS, style=st.sampled_from(["primary", "danger"])), max_size=3
).map(tuple)
PICTURES = st.builds(
    Picture,
    kind=st.sampled_from(["bars", "heat"]),
    title=WORDS,
    alt=WORDS,
    columns=CELLS,
    rows=st.lists(CELLS, max_size=3).map(tuple),
    marks=st.lists(st.builds(Mark, sign=WORDS, word=WORDS, tone=st.sampled_from(["good", "rest"]))).map(
        tuple
    ),
)
LED = Picture(
    kind="heat",
    title="Weeks",
    alt="Ana has done one week.",
    columns=("Creator", "1", "2"),
    rows=(("Ana", "✓", ""), ("Ben", "", "")),
    marks=(Mark(sign="✓", word="done", tone="good"),),
    row_paths=("creator/ana", None),
    column_paths=("view/week/1", None),
)
FILES = st.builds(File, name=NAMES, media_type=WORDS, kind=st.sampled_from(["copy", "roll"]), ids=CELLS)
PARTS = st.builds(
    Part, content=WORDS, buttons=BUTTONS, picture=st.none() | PICTURES | st.just(LED), file=st.none() | FILES
)
MESSAGES = st.builds(
    Message,
    text=st.lists(SPANS, min_size=1, max_size=4).map(tuple),
    body=st.none() | WORDS,
    buttons=BUTTONS,
    picture=st.none() | PICTURES,
    file=st.none() | FILES,
)
FIELDS = st.builds(Field, key=NAMES, label=NAMES, kind=st.just("text"), hint=WORDS, value=WORDS) | st.builds(
    Field,
    key=NAMES,
    label=NAMES,
    kind=st.just("choice"),
    required=st.booleans(),
    choices=st.lists(st.builds(Choice, label=NAMES, value=WORDS), min_size=1, max_size=3).map(tuple),
)
FORMS = st.builds(
    Form,
    token=TOKENS,
    title=NAMES | COMMANDS,
    fields=st.lists(FIELDS, min_size=1, max_size=5).map(tuple),
)


@given(PARTS)
def test_parts_come_back(part: Part) -> None:
    """A part is read as it was written, and its fingerprint with it."""
    read = codec.load_part(codec.dump_part(part))
    assert read == part == codec.load_attached(part.content, codec.dump_attached(part))
    assert read.fingerprint == part.fingerprint


@given(MESSAGES)
def test_messages_come_back(message: Message) -> None:
    """A message is read as it was written, and so is its text alone."""
    assert codec.load_message(codec.dump_message(message)) == message
    assert codec.load_text(codec.dump_text(message.text)) == message.text


@given(PLACES)
def test_places_come_back(place: Place) -> None:
    """A place is read as it was written."""
    assert codec.load_place(codec.dump_place(place)) == place


@given(PLACES, PLACES)
def test_a_written_place_is_a_key(one: Place, other: Place) -> None:
    """Two places are written alike only when they are the same."""
    assert (codec.dump_place(one) == codec.dump_place(other)) == (one == other)


@given(FORMS)
def test_forms_come_back(form: Form) -> None:
    """A form is read as it was written."""
    assert codec.load_form(codec.dump_form(form)) == form


@pytest.mark.parametrize(
    "written",
    [
        "", "null", "[]", "{}", '{"content":1}', '{"content":"a","more":1}', '{"content":"a","buttons":{}}',
        '{"content":"a","buttons":[["Done","checkin","primary"]]}',
        '{"content":"a","buttons":[["Done","a/b","loud"]]}',
        '{"content":"a","file":["a","b","virus",[]]}', '{"content":"a","picture":["pie","","",[],[]]}',
        '{"content":"a","picture":["heat","","",[],[],[],[],[]]}',
        '{"content":"a","picture":["heat","","",[],[],[["x","y","z"]],[],[]]}',
        '{"content":"a","picture":["heat","","",[],[["a"]],[],[1],[]]}',
    ],
)  # fmt: skip
def test_a_foreign_part_is_refused(written: str) -> None:
    """What no part was written as is a ValueError."""
    with pytest.raises(ValueError, match=r"."):
        codec.load_part(written)


@pytest.mark.parametrize(
    "written",
    [
        '{"text":[1]}',
        '{"text":[["when","2025-01-01T00:00:00","UTC","time","en"]]}',
        '{"text":[["shout","a"]]}',
        '{"text":[["slash","Program settings"]]}',
    ],
)
def test_a_foreign_message_is_refused(written: str) -> None:
    """A span of no known kind, a naive instant, and what no command is called, are a ValueError."""
    with pytest.raises(ValueError, match=r"."):
        codec.load_message(written)


@pytest.mark.parametrize(
    "written", ["{}", '["account","discord"]', '["room","d","w","1"]', '["channel","d","w","1",2]']
)
def test_a_foreign_place_is_refused(written: str) -> None:
    """What no place was written as is a ValueError."""
    with pytest.raises(ValueError, match=r"not a place"):
        codec.load_place(written)


def test_a_naive_instant_is_not_written() -> None:
    """Nobody would know when it was."""
    with pytest.raises(ValueError, match="aware"):
        codec.dump_text((When(datetime(2025, 1, 1)),))  # noqa: DTZ001
