"""A line of progress on a terminal, and nothing elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_line(what: str, *, quiet: bool) -> Iterator[Callable[[float], None]]:
    """Yields a function that takes the part done, 0 to 1, and shows it on a terminal."""
    live = not quiet and sys.stderr.isatty()

    def show(part: float) -> None:
        if live:
            click.echo(f"\r\033[K{what}: {part:4.0%}", nl=False, err=True)

    yield show
    if live:
        click.echo("\r\033[K", nl=False, err=True)
