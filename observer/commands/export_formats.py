"""Which content each format of `observer export` takes."""

import click

from observer.export.leaving.format_names import (
    CAPTION_CONTENTS,
    CAPTION_FORMATS,
    TABLE_FORMATS,
    TABLE_NAMES,
)


def check_content(kind: str, content: str | None) -> None:
    """Raise UsageError where a format has no such content."""
    known: tuple[str, ...] = TABLE_NAMES if kind in TABLE_FORMATS else ("moments",)
    if kind in CAPTION_FORMATS:
        known = CAPTION_CONTENTS
    if content is not None and content not in known:
        raise click.UsageError(f"--as {kind} writes {', '.join(known)}, not {content}")
