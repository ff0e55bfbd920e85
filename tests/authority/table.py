"""The table: who may do what. All else in this folder only tries it."""

from enum import StrEnum

from bot.engine.feature import Who
from tests.authority.cast import Actor

TABLE = """
                     creator          person           mentor           admin
                     own  Ana's coh.  own  Ana's coh.  own  Ana's coh.  own  Ana's coh.
stranger             no   no    no    no   no    no    no   no    no    no   no    no
Ana                  yes  yes   yes   yes  yes   yes   no   no    no    no   no    no
other creator        yes  no    yes   yes  no    yes   no   no    no    no   no    no
invited creator      no   no    no    yes  no    yes   no   no    no    no   no    no
withdrawn creator    no   no    no    yes  no    yes   no   no    no    no   no    no
creator elsewhere    yes  no    no    yes  no    yes   no   no    no    no   no    no
own mentor           no   no    no    yes  no    yes   yes  yes   yes   no   no    no
other mentor         no   no    no    yes  no    yes   yes  no    yes   no   no    no
stand-in             no   no    no    yes  no    yes   yes  yes   yes   no   no    no
backup mentor        no   no    no    yes  no    yes   yes  no    yes   no   no    no
safety contact       no   no    no    yes  no    yes   yes  no    yes   no   no    no
admin                no   no    no    yes  no    yes   yes  yes   yes   yes  yes   yes
admin elsewhere      no   no    no    yes  no    yes   yes  no    no    yes  no    no
"""
"""A group of columns for each `Who`; anybody may do what is for anybody.

own: what names nothing, or the actor's own place, account or cohort.  Ana's: what names Ana, or a thing
of hers.  coh.: what names Ana's cohort, or a thing of it.
"""


class About(StrEnum):
    """What a try is about."""

    OWN = "own"
    ANAS = "Ana's"
    COHORTS = "Ana's cohort's"


GROUPS = (Who.CREATOR, Who.PERSON, Who.MENTOR, Who.ADMIN)
COLUMNS = [(who, about) for who in GROUPS for about in About]
WIDTH = 21


def _read() -> dict[tuple[Actor, Who, About], bool]:
    rows = TABLE.splitlines()[3:]
    return {
        (Actor(row[:WIDTH].strip()), who, about): mark == "yes"
        for row in rows
        for (who, about), mark in zip(COLUMNS, row[WIDTH:].split(), strict=True)
    }


ALLOWED = _read()


def may(actor: Actor, who: Who, about: About) -> bool:
    """What the table says."""
    return who is Who.ANYBODY or ALLOWED[actor, who, about]
