"""What creators will get, shown before any of it is sent."""

from pathlib import Path

import icalendar

from tests.cli.shell import run


def test_a_creators_calendar(config: Path) -> None:
    """Every step stands there in the creator's own time, with the reason where it moved."""
    ran = run("preview", config, "--creator", "maeve power")

    assert ran.code == 0
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert lines[0] == "Maeve Power · Change Makers, Spring 2027 · times in America/St_Johns"
    assert "1 Mon 11 January 2027 09:00 12:30 lesson The one change you stand for" in lines
    assert (
        "Thu 25 March 2027 16:00 18:30 check-in Check-in: people who help 26 March is a holiday: Thursday"
        in (lines)
    )


def test_the_whole_programme(config: Path) -> None:
    """Without a creator each step says when it comes and for whom."""
    ran = run("preview", config)

    assert ran.code == 0
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert lines[0] == "Change Makers · 26 weeks from 2027-01-11"
    assert "Friday 16:00, the creator's time check-in Check-in: one change w01-check-in" in lines


def test_files_in_the_place_of_the_table(config: Path, tmp_path: Path) -> None:
    """A page and a calendar file are written, and named."""
    page, calendar = tmp_path / "rosa.html", tmp_path / "rosa.ics"

    ran = run("preview", config, "--creator", "Rosa Quispe", "--html", page, "--ics", calendar)

    assert (ran.code, ran.out) == (0, f"{page}\n{calendar}\n")
    assert "Rosa Quispe" in page.read_text(encoding="utf-8")
    read = icalendar.Calendar.from_ical(calendar.read_bytes())
    assert len(list(read.walk("VEVENT"))) > 70
    assert b"\r\n" in calendar.read_bytes()


def test_nobody_of_that_name(config: Path) -> None:
    """A misspelt name is answered with the nearest one."""
    ran = run("preview", config, "--creator", "Maeve Pwer")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"cohortbot: 'Maeve Pwer' is not in {config.parent}/roster.csv; did you mean 'Maeve Power'?\n"
    )


def test_a_mentor_has_no_calendar(config: Path) -> None:
    """Steps come to creators only."""
    ran = run("preview", config, "--creator", "Amara Obi")

    assert (ran.code, ran.err) == (1, "cohortbot: Amara Obi is a mentor; only creators have a calendar\n")


def test_a_calendar_file_of_nobody(config: Path, tmp_path: Path) -> None:
    """A calendar file without a creator is a wrong use."""
    ran = run("preview", config, "--ics", tmp_path / "all.ics")

    assert ran.code == 2
    assert "add --creator NAME" in ran.err
    assert not (tmp_path / "all.ics").exists()


def test_a_language_that_the_programme_lacks(config: Path) -> None:
    """Nothing is shown in a language that was never written."""
    ran = run("preview", config, "--language", "tlh")

    assert ran.code == 1
    assert ran.err.startswith("cohortbot: “Change Makers” is not written in 'tlh'; write ")


def test_which_of_two_cohorts(config: Path) -> None:
    """With several cohorts one must be named."""
    text = config.read_text(encoding="utf-8")
    table = text[text.index("\n[[cohorts]]\n") : text.index("# The chats.")]
    config.write_text(text + table.replace("spring-2027", "autumn-2027"), encoding="utf-8")

    unsaid = run("preview", config)
    misspelt = run("preview", config, "--cohort", "autum-2027")
    named = run("preview", config, "--cohort", "autumn-2027")

    assert (unsaid.code, misspelt.code, named.code) == (1, 1, 0)
    assert unsaid.err == f"cohortbot: {config} has several cohorts: add --cohort spring-2027 or autumn-2027\n"
    assert misspelt.err == (f"cohortbot: {config} has no cohort 'autum-2027'; did you mean 'autumn-2027'?\n")


def test_a_page_that_cannot_be_written(config: Path, tmp_path: Path) -> None:
    """A folder is no file."""
    ran = run("preview", config, "--html", tmp_path)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"cohortbot: {tmp_path} cannot be written (is a directory); name another file\n"
