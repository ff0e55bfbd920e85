"""What a simulation found, for people: figures in words, and files to look into."""

import csv
import io
import json
from pathlib import Path

from bot.app.files import write_file
from bot.app.simulating import Simulation
from bot.chat.place import Account
from bot.errors import InputError

WORDS = {
    "creators": "creators",
    "weeks": "weeks",
    "planned": "steps that came due",
    "sent": "messages sent",
    "skipped": "messages skipped, each for a reason",
    "undelivered": "messages undelivered",
    "duplicates": "messages shown twice",
    "lost": "steps lost",
    "late": "steps more than a day late",
    "checkins_sent": "check-ins sent",
    "checkins_answered": "check-ins answered",
    "reminders": "reminders",
    "flags": "flags raised",
    "completed": "creators who completed the programme",
    "busiest_minute": "messages in the busiest minute",
    "seconds": "seconds it took",
    "peak_rss_mb": "MB of memory at most",
}


def report(done: Simulation) -> str:
    """The figures, a line each, then whatever was lost, doubled or late."""
    figures = done.figures()
    lines = [f"{figures[name]:>10} {words}" for name, words in WORDS.items()]
    return "\n".join((*lines, *_troubles(done)))


def write_report(done: Simulation, folder: Path) -> None:
    """Write figures.json, shown.csv (every message, in order) and troubles.txt. InputError where it can't."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        why = (refused.strerror or "no reason given").lower()
        raise InputError(f"{folder} cannot be made ({why}); name another folder") from refused
    write_file(folder / "figures.json", json.dumps(done.figures(), indent=2) + "\n")
    write_file(folder / "shown.csv", _shown(done))
    write_file(folder / "troubles.txt", "".join(f"{line}\n" for line in _troubles(done)))


def _troubles(done: Simulation) -> list[str]:
    verdict = done.verdict
    return [
        f"{what}: {one}"
        for what, found in (("lost", verdict.lost), ("twice", verdict.duplicates), ("late", verdict.late))
        for one in found
    ]


def _shown(done: Simulation) -> str:
    names = {player.account: player.person.name for player in done.players}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("at", "platform", "to", "key", "text"))
    for one in done.log:
        at = one.place.at
        to = names.get(at, at.user) if isinstance(at, Account) else at.id
        first_line = one.part.content.partition("\n")[0]
        writer.writerow((one.at.isoformat(), at.platform, to, one.key, first_line))
    return out.getvalue()
