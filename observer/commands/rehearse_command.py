"""observer rehearse: a pilot sit-in with nobody but this computer."""

from dataclasses import asdict
from pathlib import Path

import click

from observer.commands.output import json_option, print_json, root_of


@click.command("rehearse")
@click.option("--seconds", type=click.FloatRange(min=10, max=600), default=45.0, show_default=True)
@click.option("--live", is_flag=True, help="All of it: window, study, observers in browsers.")
@click.option("--photographs", type=click.Path(path_type=Path, file_okay=False), hidden=True)
@json_option
@click.pass_context
def command(
    ctx: click.Context, seconds: float, live: bool, photographs: Path | None, as_json: bool
) -> None:
    """Play a pilot sit-in: a sample product, a scripted participant, the real recorder.

    Needs no customer, no screen and no microphone; it starts virtual ones where there are none.

    With --live a scripted moderator leads a study of three tasks through the real window, two
    observers mark in real browsers, and what the library holds afterwards is compared row by row
    with what was done; the command fails where they differ. It takes as long as it takes.
    """
    from observer.rehearsal.live import rehearse_live
    from observer.rehearsal.rehearse import rehearse

    def say(line: str) -> None:
        click.echo(line, err=as_json)

    if not live:
        _print(asdict(rehearse(root_of(ctx), seconds, say)), as_json)
        return
    report = rehearse_live(root_of(ctx), say, photographs)
    for line in report.differences:
        click.echo(f"difference: {line}", err=True)
    _print(asdict(report), as_json)
    ctx.exit(1 if report.differences else 0)


def _print(facts: dict[str, object], as_json: bool) -> None:
    if as_json:
        print_json(facts)
        return
    for name, value in facts.items():
        click.echo(f"{name.replace('_', ' '):<14} {_words(value)}")


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {one}" for name, one in value.items())
    if isinstance(value, tuple):
        return "; ".join(map(_words, value)) or "none"
    return str(value)
