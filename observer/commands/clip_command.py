"""observer clip: a stretch of a session as a file that anyone can open."""

from pathlib import Path

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line
from observer.model.clock import seconds_to_ns
from observer.model.errors import ExportError
from observer.model.span import Span

# A moment's clip begins before it, so that one sees what led there.
_LEAD_S = 5.0
_TAIL_S = 5.0


@click.command("clip")
@click.argument("session")
@click.option("--from", "start", type=click.FloatRange(min=0), help="First second.")
@click.option("--to", "end", type=click.FloatRange(min=0), help="Last second.")
@click.option("--annotation", metavar="ID", help="The moment to cut around, in place of seconds.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    start: float | None,
    end: float | None,
    annotation: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Export a stretch of SESSION, exact to the frame, as .mkv or .mp4."""
    from observer.export.clip import export_clip
    from observer.session.folder import find_folder

    if (annotation is None) == (start is None or end is None) or (annotation and (start or end)):
        raise click.UsageError("give --from and --to, or --annotation")
    root = root_of(ctx)
    folder = find_folder(root, session)
    span = _around(root, folder, annotation) if annotation else _span(start or 0.0, end or 0.0)
    with progress_line("Exporting", quiet=as_json) as progress:
        report = export_clip(folder, span, out, progress)
    if as_json:
        print_json(
            {"clip": str(report.path), "seconds": round(report.seconds, 3), "frames": report.frames}
        )
    else:
        click.echo(f"Wrote {report.seconds:.2f} s to {report.path}")


def _span(start: float, end: float) -> Span:
    if end <= start:
        raise ExportError(
            f"A clip from {start:g} to {end:g} seconds holds nothing",
            "Let --to be later than --from",
        )
    return Span(seconds_to_ns(start), seconds_to_ns(end))


def _around(root: Path, folder: Path, annotation_id: str) -> Span:
    from observer.database.library import open_library
    from observer.intake.landing import land_session

    with open_library(root) as library:
        row = land_session(library, folder)
        annotation = library.annotation(annotation_id)
    if annotation.session_id != row.id:
        raise ExportError(
            f"Annotation {annotation_id} belongs to another session",
            f"See the session's own with: observer show {row.id}",
        )
    wanted = Span(
        max(0, annotation.start_ns - seconds_to_ns(_LEAD_S)),
        annotation.end_ns + seconds_to_ns(_TAIL_S),
    )
    return wanted.clamped(Span(0, row.duration_ns))
