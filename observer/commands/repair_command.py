"""observer repair: mend what a crash left open."""

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.session_facts import seconds_of
from observer.model.clock import format_ns


@click.command("repair")
@click.argument("session", required=False)
@json_option
@click.pass_context
def command(ctx: click.Context, session: str | None, as_json: bool) -> None:
    """Mend SESSION, or every session that a crash left open."""
    from observer.database.library import open_library
    from observer.intake.landing import land_session
    from observer.intake.mending import left_open
    from observer.session.folder import find_folder
    from observer.session.repair import repair_session

    root = root_of(ctx)
    folders = [find_folder(root, session)] if session else left_open(root)
    reports = []
    with open_library(root) as library:
        for folder in folders:
            reports.append(repair_session(folder))
            land_session(library, folder)
    if as_json:
        print_json(
            [
                {
                    "id": report.session_id,
                    "folder": str(report.folder),
                    "seconds": seconds_of(report.duration_ns),
                    "lost_seconds_at_most": seconds_of(report.lost_ns_at_most),
                    "marks": report.marks,
                    "actions": list(report.actions),
                }
                for report in reports
            ]
        )
        return
    if not reports:
        click.echo("Every session is closed and readable: nothing to repair")
    for report in reports:
        done = "; ".join(report.actions) or "nothing to repair"
        click.echo(f"{report.session_id}  {format_ns(report.duration_ns)}  {done}")
