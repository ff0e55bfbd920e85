"""Keys: what a thing is called for ever, in tokens, files and logs.

People's keys are made with the database's own secret, so that a key tells nothing about the name;
the rest are made from keys.
"""

import base64
import hashlib
import hmac
import unicodedata

LENGTH = 24
_BYTES = LENGTH * 5 // 8


def _short(digest: bytes) -> str:
    return base64.b32encode(digest[:_BYTES]).decode().lower()


def person_key(secret: bytes, name: str) -> str:
    """The key of the person whom the roster calls so."""
    # Spreadsheets differ in how they write an accent: as one character or as two.
    name = unicodedata.normalize("NFC", name.strip().casefold())
    return _short(hmac.digest(secret, f"person\0{name}".encode(), "sha256"))


def cohort_key(name: str) -> str:
    """The key of a cohort."""
    return _short(hashlib.sha256(f"cohort\0{name}".encode()).digest())


def enrolment_key(cohort: str, person: str) -> str:
    """The key of a person's place in a cohort, from the keys of both."""
    return _short(hashlib.sha256(f"enrolment\0{cohort}\0{person}".encode()).digest())


def flag_key(enrolment: str, rule: str, raised_at: str) -> str:
    """The key of a flag that a rule raised at an instant, in ISO format."""
    return _short(hashlib.sha256(f"flag\0{enrolment}\0{rule}\0{raised_at}".encode()).digest())


def occurrence_key(enrolment: str, slot: str, ordinal: int) -> str:
    """The key of a step as it happens to one creator: it holds no date, so no clock can change it."""
    return _short(hashlib.sha256(f"occurrence\0{enrolment}\0{slot}\0{ordinal}".encode()).digest())


def matter_key(enrolment: str, kind: str, subject: str, at: str) -> str:
    """The key of an item in a mentor's queue; `at` is the instant it was opened, as ISO text."""
    return _short(hashlib.sha256(f"matter\0{enrolment}\0{kind}\0{subject}\0{at}".encode()).digest())
