"""observer export: what was said of sessions, in the formats of other tools."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.export_formats import check_content
from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line
from observer.export.leaving.format_names import (
    CONTENTS,
    DRAFT_FORMATS,
    FORMATS,
    ONE_SESSION_FORMATS,
)

if TYPE_CHECKING:  # the command line's help must not wait for the exporters
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
    from observer.intake.exporting import ExportOrder, export_sessions, suggested_name

    if (session is None) == (study is None):
        raise click.UsageError("name a session, or a study with --study")
    if (moments or clips) and kind not in DRAFT_FORMATS:
        raise click.UsageError(f"--moment and --clips are for {', '.join(DRAFT_FORMATS)}")
    check_content(kind, content)
    root = root_of(ctx)
    with open_library(root) as library:
        sessions = asked_sessions(library, root, session, study)
        _check_count(sessions, kind)
        name = suggested_name([one.row for one in sessions], kind, content)
        order = ExportOrder(kind, out or Path(name), content, moments, clips, bom, overwrite)
        quiet = as_json or kind not in DRAFT_FORMATS
        with progress_line("Exporting", quiet=quiet) as progress:
            exported = export_sessions(library, sessions, order, progress)
    if as_json:
        facts = {"files": [str(file) for file in exported.files], "sessions": len(sessions)}
        print_json({**facts, "not_held": list(exported.told)})
        return
    for file in exported.files:
        click.echo(f"Wrote {file}")
    for line in exported.told:
        click.echo(f"  {line}.")
    if kind in DRAFT_FORMATS:
        click.echo("Keep an issue's address: observer finding STUDY FINDING --issue ADDRESS")


def _check_count(sessions: "list[LeavingSession]", kind: str) -> None:
    if kind in ONE_SESSION_FORMATS and len(sessions) > 1:
        raise click.UsageError(f"--as {kind} takes one session, and the study has {len(sessions)}")
