"""observer export: what was said of sessions, in the formats of other tools."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.export_formats import (
    CAPTION_FORMATS,
    CONTENTS,
    FORMATS,
    SUFFIXES,
    TABLE_FORMATS,
    check_content,
    write_one,
    write_tables,
)
from observer.commands.output import json_option, print_json, root_of

if TYPE_CHECKING:
    from observer.export.document import Document
    from observer.export.leaving.session import LeavingSession


@click.command("export")
@click.argument("session", required=False)
@click.option("--study", metavar="NAME", help="All sessions of this study, instead of one.")
@click.option("--as", "kind", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("--of", "content", type=click.Choice(CONTENTS), help="What of it [moments].")
@click.option("--bom", is_flag=True, help="Begin a CSV with the mark by which Excel knows UTF-8.")
@click.option("--out", type=click.Path(path_type=Path), help="The file; else in this folder.")
@click.option("--overwrite", is_flag=True, help="Put it in place of a file of that name.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str | None,
    study: str | None,
    kind: str,
    content: str | None,
    bom: bool,
    out: Path | None,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write what was said of SESSION, or of a study, in another tool's format.

    Participants are told by their code alone. What the format cannot hold, and what consent and
    redaction keep back, is said.
    """
    from observer.commands.export_sources import asked_sessions
    from observer.database.library import open_library
    from observer.export.document import said_once, save_document

    if (session is None) == (study is None):
        raise click.UsageError("name a session, or a study with --study")
    check_content(kind, content)
    root = root_of(ctx)
    with open_library(root) as library:
        sessions = asked_sessions(library, root, session, study)
        document = _document(sessions, root, kind, content, bom=bom)
        path = out or Path(_name(sessions, kind, content))
        save_document(document, path, overwrite=overwrite)
        library.note_export([one.row.id for one in sessions], str(path.resolve()), kind)
    told = said_once([*(line for one in sessions for line in one.withheld), *document.losses])
    if as_json:
        print_json({"file": str(path), "sessions": len(sessions), "not_held": list(told)})
        return
    click.echo(f"Wrote {path}")
    for line in told:
        click.echo(f"  {line}.")


def _document(
    sessions: Sequence["LeavingSession"], root: Path, kind: str, content: str | None, *, bom: bool
) -> "Document":
    if kind in TABLE_FORMATS:
        return write_tables(sessions, kind, content, bom=bom)
    if kind == "boris":
        from observer.export.exchange.boris import boris_project

        return boris_project(sessions)
    if len(sessions) > 1:
        raise click.UsageError(f"--as {kind} takes one session, and the study has {len(sessions)}")
    return write_one(sessions[0], root / sessions[0].row.folder, kind, content)


def _name(sessions: Sequence["LeavingSession"], kind: str, content: str | None) -> str:
    """`checkout-P01-moments.csv`: of one session, or without the participant of a study."""
    from observer.model.identity import slug

    row = sessions[0].row
    parts = [slug(row.study).lower()]
    if len({one.row.participant for one in sessions}) == 1:
        parts.append(slug(row.participant))
    if kind in (*TABLE_FORMATS, *CAPTION_FORMATS) and kind != "xlsx":
        parts.append(content or "moments")
    return f"{'-'.join(parts)}.{SUFFIXES.get(kind, kind)}"
