"""observer pause."""

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.session_facts import seconds_of
from observer.model.clock import format_ns


@click.command("pause")
@click.argument("session", required=False)
@json_option
@click.pass_context
def command(ctx: click.Context, session: str | None, as_json: bool) -> None:
    """Pause a running recording: pixels, sound and keys together.

    SESSION may be left out where only one recording runs.
    """
    from observer.commands.running import running_client

    status = running_client(root_of(ctx), session).pause()
    if as_json:
        print_json({"state": str(status.state), "seconds": seconds_of(status.elapsed_ns)})
    else:
        click.echo(f"Paused at {format_ns(status.elapsed_ns)}")
