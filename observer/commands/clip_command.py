"""observer clip: stretches of a session as files that anyone can open."""

from pathlib import Path

import click

from observer.commands.clip_orders import ClipAsked, orders_for
from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line
from observer.model.errors import ExportError

FORMATS = ("mp4", "mkv", "webm", "gif", "png")
OVERLAYS = (
    "clicks",
    "keys",
    "pointer",
    "camera",
    "caption",
    "title",
    "severity",
    "time",
    "participant",
)


@click.command("clip")
@click.argument("session")
@click.option("--from", "start", type=click.FloatRange(min=0), help="First second.")
@click.option("--to", "end", type=click.FloatRange(min=0), help="Last second.")
@click.option("--moment", "--annotation", metavar="ID", help="The moment to cut around.")
@click.option("--search", metavar="WORDS", help="A clip of each moment found with these words.")
@click.option("--all-moments", is_flag=True, help="A clip of each moment.")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Unless --out's name tells.")
@click.option(
    "--overlay", "overlays", type=click.Choice(OVERLAYS), multiple=True, help="Draw this; repeat."
)
@click.option("--title", default="", help="Words for --overlay title; else the moment's note.")
@click.option("--handles", type=click.FloatRange(min=0), help="Seconds before and after [5 or 0].")
@click.option("--width", type=click.IntRange(16, 7680), help="Pixels, of a GIF or still.")
@click.option("--loudness", type=click.Choice(["even", "as-recorded"]), default="even")
@click.option("--out", type=click.Path(path_type=Path), help="A file; a folder for several clips.")
@json_option
@click.pass_context
def command(ctx: click.Context, /, session: str, as_json: bool, **said: object) -> None:
    """Export stretches of SESSION, exact to the frame.

    Choose one of --from and --to, --moment, --search and --all-moments. Without --out the clips lie
    in the session's own folder.
    """
    from observer.export.many import export_many

    asked = ClipAsked(**said)  # type: ignore[arg-type]  # click has checked each value
    ways = (asked.start is not None or asked.end is not None, asked.moment, asked.search)
    if sum(map(bool, (*ways, asked.all_moments))) != 1 or (ways[0] and None in asked.edges):
        raise click.UsageError(
            "give --from and --to, or one of --moment, --search and --all-moments"
        )
    orders = orders_for(root_of(ctx), session, asked)
    with progress_line("Exporting", quiet=as_json) as progress:
        outcomes = export_many(orders, progress)
    facts = [
        {
            "clip": str(outcome.report.path),
            "seconds": round(outcome.report.seconds, 3),
            "frames": outcome.report.frames,
            "copied": outcome.report.copied,
        }
        for outcome in outcomes
        if outcome.report
    ]
    failed = [outcome.error for outcome in outcomes if outcome.error]
    if as_json and facts:
        print_json(facts if asked.is_many else facts[0])
    for fact in [] if as_json else facts:
        click.echo(f"Wrote {fact['seconds']:.2f} s to {fact['clip']}")
    if len(failed) == 1:
        raise failed[0]
    if failed:
        raise ExportError(
            f"{len(failed)} of {len(orders)} clips could not be made: {failed[0].message}",
            failed[0].remedy,
        )
