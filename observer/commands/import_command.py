"""observer import: a recording that another tool made becomes a session."""

from pathlib import Path

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line
from observer.commands.session_facts import session_facts
from observer.model.clock import format_ns


@click.command("import")
@click.argument("video", type=click.Path(path_type=Path))
@click.option("--study", required=True, help="What is being studied.")
@click.option("--participant", required=True, metavar="CODE", help="The participant's code.")
@json_option
@click.pass_context
def command(ctx: click.Context, video: Path, study: str, participant: str, as_json: bool) -> None:
    """Make a session of VIDEO, a recording from a meeting tool or a camera. VIDEO is kept."""
    from observer.database.library import open_library
    from observer.intake.landing import land_session
    from observer.intake.video import import_video

    root = root_of(ctx)
    with open_library(root) as library:
        with progress_line("Importing", quiet=as_json) as progress:
            folder = import_video(library, root, video, study, participant, progress, lambda: False)
        row = land_session(library, folder)
    if as_json:
        print_json(session_facts(row, root))
    else:
        click.echo(f"Imported {format_ns(row.duration_ns)} as session {row.id}")
