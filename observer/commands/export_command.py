"""observer export: what was said of sessions, in the formats of other tools."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.export_formats import (
    CAPTION_FORMATS,
    CONTENTS,
    DRAFT_FORMATS,
    FORMATS,
    SUFFIXES,
    TABLE_FORMATS,
    check_content,
    write_one,
    write_tables,
)
from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line

if TYPE_CHECKING:
    from observer.database.library import Library
    from observer.export.document import Document
    from observer.export.leaving.session import LeavingSession


@click.command("export")
@click.argument("session", required=False)
@click.option("--study", metavar="NAME", help="All sessions of this study, instead of one.")
@click.option("--as", "kind", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("--of", "content", type=click.Choice(CONTENTS), help="What of it [moments].")
@click.option("--moment", "moments", metavar="ID", multiple=True, help="Issues of these alone.")
@click.option("--clips", is_flag=True, help="A clip and a still beside each issue.")
@click.option("--bom", is_flag=True, help="Begin a CSV with the mark by which Excel knows UTF-8.")
@click.option("--out", type=click.Path(path_type=Path), help="The file; a folder for issues.")
@click.option("--overwrite", is_flag=True, help="Put it in place of a file of that name.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str | None,
    study: str | None,
    kind: str,
    content: str | None,
    moments: tuple[str, ...],
    clips: bool,
    bom: bool,
    out: Path | None,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write what was said of SESSION, or of a study, in another tool's format.

    Tables: csv, jsonl, xlsx, parquet. Captions: vtt, srt. Annotations: boris, elan. For cutting:
    otio, audacity, chapters. Drafts of issues: github, gitlab, jira. Participants are told by their
    code alone. What the format cannot hold, and what consent and redaction keep back, is said.
    """
    from observer.commands.export_sources import asked_sessions
    from observer.database.library import open_library
    from observer.export.document import said_once, save_document

    if (session is None) == (study is None):
        raise click.UsageError("name a session, or a study with --study")
    if (moments or clips) and kind not in DRAFT_FORMATS:
        raise click.UsageError(f"--moment and --clips are for {', '.join(DRAFT_FORMATS)}")
    check_content(kind, content)
    root = root_of(ctx)
    with open_library(root) as library:
        sessions = asked_sessions(library, root, session, study)
        path = out or Path(_name(sessions, kind, content))
        losses: tuple[str, ...] = ()
        if kind in DRAFT_FORMATS:
            with progress_line("Exporting", quiet=as_json) as progress:
                sessions, files = _write_drafts(
                    *(library, sessions, kind, moments, path),
                    clips=clips,
                    overwrite=overwrite,
                    progress=progress,
                )
        else:
            document = _document(sessions, root, kind, content, bom=bom)
            save_document(document, path, overwrite=overwrite)
            files, losses = [path], document.losses
        for file in files:
            library.note_export([one.row.id for one in sessions], str(file.resolve()), kind)
        if kind in DRAFT_FORMATS:
            losses = tuple(
                f"{one.row.participant}: no steps and no clips, as they are not agreed to be shown"
                for one in sessions
                if not one.may_share
            )
    told = said_once([*(line for one in sessions for line in one.withheld), *losses])
    if as_json:
        facts = {"files": [str(file) for file in files], "sessions": len(sessions)}
        print_json({**facts, "not_held": list(told)})
        return
    for file in files:
        click.echo(f"Wrote {file}")
    for line in told:
        click.echo(f"  {line}.")


def _write_drafts(
    library: "Library",
    asked: Sequence["LeavingSession"],
    kind: str,
    moments: Sequence[str],
    folder: Path,
    *,
    clips: bool,
    overwrite: bool,
    progress: Callable[[float], None],
) -> tuple[list["LeavingSession"], list[Path]]:
    """The sessions that the drafts tell of, and their files."""
    from observer.export.drafts.draft import issue_drafts
    from observer.export.drafts.files import save_drafts, step_reader
    from observer.export.leaving.session import leaving_session

    root, study = library.folder, asked[0].study
    known = {one.row.id: one for one in asked}
    rows = library.study_sessions(study.id) if study else ()
    watched = [known.get(row.id) or leaving_session(library, root, row.id) for row in rows]
    drafts = issue_drafts(asked, watched or asked, step_reader(root), moments)
    files = save_drafts(
        *(drafts, kind, folder),
        root=root if clips else None,
        overwrite=overwrite,
        progress=progress,
    )
    told = {one.session.row.id: one.session for draft in drafts for one in draft.sights}
    return list(told.values()), files


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
    if kind in DRAFT_FORMATS:
        return "-".join([*parts, kind])
    if kind in (*TABLE_FORMATS, *CAPTION_FORMATS) and kind != "xlsx":
        parts.append(content or "moments")
    return f"{'-'.join(parts)}.{SUFFIXES.get(kind, kind)}"
