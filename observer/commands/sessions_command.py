"""observer sessions: what the library holds."""

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.session_facts import session_facts
from observer.model.clock import format_ns


@click.command("sessions")
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the sessions of the library, newest last."""
    from observer.database.library import open_library
    from observer.intake.landing import refresh_index

    root = root_of(ctx)
    with open_library(root) as library:
        report = refresh_index(library, root)
    for problem in report.problems:
        click.echo(f"warning: {problem}", err=True)
    if as_json:
        print_json([session_facts(row, root) for row in report.rows])
        return
    if not report.rows:
        click.echo(f"No sessions in {root}. Record one, or try: observer rehearse")
    for row in report.rows:
        moments = f"{row.moments} moment{'' if row.moments == 1 else 's'}"
        click.echo(
            f"{row.id}  {format_ns(row.duration_ns):>8}  {row.state!s:<11}  "
            f"{row.study} · {row.participant} · {moments}"
        )
