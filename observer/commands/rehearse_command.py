"""observer rehearse: a pilot sit-in with nobody but this computer."""

from dataclasses import asdict

import click

from observer.commands.output import json_option, print_json, root_of


@click.command("rehearse")
@click.option("--seconds", type=click.FloatRange(min=10, max=600), default=45.0, show_default=True)
@json_option
@click.pass_context
def command(ctx: click.Context, seconds: float, as_json: bool) -> None:
    """Play a pilot sit-in: a sample product, a scripted participant, the real recorder.

    Needs no customer, no screen and no microphone; it starts virtual ones where there are none.
    """
    from observer.rehearsal.rehearse import rehearse

    def say(line: str) -> None:
        click.echo(line, err=as_json)

    report = rehearse(root_of(ctx), seconds, say)
    facts = {name: str(v) if hasattr(v, "parts") else v for name, v in asdict(report).items()}
    if as_json:
        print_json(facts)
    else:
        for name, value in facts.items():
            click.echo(f"{name.replace('_', ' '):<14} {value}")
