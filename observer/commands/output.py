"""How commands say what they did: for people by default, as one JSON document with `--json`."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from observer.database.library_folder import library_root

_Command = TypeVar("_Command", bound=Callable[..., Any])


def root_of(ctx: click.Context) -> Path:
    """The library's folder for this run of the command line."""
    return library_root(Path(ctx.obj) if ctx.obj else None)


def json_option(command: _Command) -> _Command:
    """Add `--json` to a command, as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def print_json(value: object) -> None:
    """One JSON document on standard output, keys in the order they were given."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def default_author() -> str:
    """Who makes marks from the command line, unless told: the user's login name."""
    return os.environ.get("OBSERVER_AUTHOR") or os.environ.get("USER") or "observer"


def human_bytes(count: float) -> str:
    """`3.2 MB`: decimal units, as file managers show them."""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"


def human_duration(seconds: float) -> str:
    """`6 h`, `48 min` or `30 s`: a remaining time, rounded down to what matters."""
    if seconds >= 7200:
        return f"{seconds / 3600:.0f} h"
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
