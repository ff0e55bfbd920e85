"""Arguments that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

ConfigFile = Annotated[
    Path, typer.Argument(metavar="CONFIG", help="The configuration, config.toml.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
CohortOption = Annotated[
    str | None, typer.Option("--cohort", metavar="NAME", help="Which cohort, where there are several.")
]
