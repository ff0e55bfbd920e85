"""The command line: it reads arguments, asks bot.app, and prints; errors become exit codes here.

0: done. 1: the input is at fault. 2: used wrongly. 3: a platform, a lock or the database refused.
130: interrupted. What takes long to import is imported where it is used, so that help comes at once.
"""

import contextlib
import io
import sys
from collections.abc import Sequence

from bot.errors import CohortbotError, FaultyInput

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the arguments (else those of the process) name; exits with its code."""
    # A name that the terminal can't show never ends a command.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        from bot.cli.commands import build

        build()(args=arguments, prog_name="cohortbot")
    except CohortbotError as refused:
        # Faults begin with their file and line, where editors look for them.
        said = str(refused) if isinstance(refused, FaultyInput) else f"cohortbot: {refused}"
        with contextlib.suppress(BrokenPipeError):
            print(said, file=sys.stderr)
        sys.exit(refused.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
