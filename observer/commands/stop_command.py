"""observer stop: end a recording that another window or terminal started."""

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.session_facts import session_facts
from observer.model.clock import format_ns


@click.command("stop")
@click.argument("session", required=False)
@json_option
@click.pass_context
def command(ctx: click.Context, session: str | None, as_json: bool) -> None:
    """Stop a running recording and close its session.

    SESSION may be left out where only one recording runs.
    """
    from observer.commands.running import running_client
    from observer.database.library import open_library
    from observer.intake.landing import land_session

    root = root_of(ctx)
    client = running_client(root, session)
    client.stop()
    with open_library(root) as library:
        row = land_session(library, client.folder)
    if as_json:
        print_json(session_facts(row, root))
    else:
        click.echo(f"Recorded {format_ns(row.duration_ns)} into {client.folder}")
