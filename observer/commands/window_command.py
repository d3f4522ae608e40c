"""observer window: the same as starting Observer from the desktop."""

import click

from observer.commands.output import root_of


@click.command("window")
@click.option("--rehearsed", is_flag=True, hidden=True)
@click.pass_context
def command(ctx: click.Context, rehearsed: bool) -> None:
    """Open the window."""
    import os

    from observer.app import main

    os.environ["OBSERVER_LIBRARY"] = str(root_of(ctx))
    ctx.exit(main(rehearsed=rehearsed))
