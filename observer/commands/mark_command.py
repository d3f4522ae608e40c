"""observer mark: say something about a moment, while it records or after."""

from pathlib import Path

import click

from observer.commands.output import default_author, json_option, print_json, root_of
from observer.commands.session_facts import annotation_facts, seconds_of
from observer.model.annotation import AnnotationKind, Mark
from observer.model.clock import format_ns, seconds_to_ns
from observer.model.errors import ObserverError

_KINDS = [str(kind) for kind in AnnotationKind]


@click.command("mark")
@click.argument("session")
@click.argument("kind", type=click.Choice(_KINDS))
@click.option("--at", type=click.FloatRange(min=0), help="Seconds from the session's start.")
@click.option("--ago", type=click.FloatRange(min=0), help="Seconds before this moment.")
@click.option("--severity", type=click.IntRange(0, 4), help="0 no problem … 4 catastrophe.")
@click.option("--note", default="", help="What happened, in words.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    kind: str,
    at: float | None,
    ago: float | None,
    severity: int | None,
    note: str,
    as_json: bool,
) -> None:
    """Mark a moment of SESSION as KIND.

    While the session records, the moment is now, or what --ago or --at says; afterwards --at is
    needed.
    """
    from observer.recorder.client import connect
    from observer.session.folder import find_folder

    if at is not None and ago is not None:
        raise click.UsageError("give --at or --ago, not both")
    root = root_of(ctx)
    folder = find_folder(root, session)
    client = connect(folder)
    if client:
        mark = client.mark(
            AnnotationKind(kind),
            at_ns=None if at is None else seconds_to_ns(at),
            ago_ns=seconds_to_ns(ago or 0.0),
            severity=severity,
            note=note,
            author=default_author(),
        )
        facts = _mark_facts(mark)
    else:
        facts = _mark_afterwards(root, folder, AnnotationKind(kind), at, severity, note)
    if as_json:
        print_json(facts)
    else:
        start_ns = seconds_to_ns(float(str(facts["from"])))
        click.echo(f"Marked {kind} at {format_ns(start_ns)} ({facts['id']})")


def _mark_afterwards(
    root: Path,
    folder: Path,
    kind: AnnotationKind,
    at: float | None,
    severity: int | None,
    note: str,
) -> dict[str, object]:
    from observer.annotate.editor import Editor
    from observer.database.library import open_library
    from observer.intake.landing import land_session

    if at is None:
        raise ObserverError(
            "This session is not being recorded, so there is no present moment to mark",
            "Say which moment with --at SECONDS",
        )
    with open_library(root) as library:
        row = land_session(library, folder)
        if seconds_to_ns(at) > row.duration_ns:
            raise ObserverError(
                f"{at:g} s is beyond the session's {seconds_of(row.duration_ns):g} seconds",
                "Give --at a moment before its end",
            )
        editor = Editor(library, row.id, default_author())
        change = editor.add(kind, seconds_to_ns(at), severity=severity, note=note)
        return annotation_facts(library.annotation(change.changed_ids[0]))


def _mark_facts(mark: Mark) -> dict[str, object]:
    return {
        "id": mark.id,
        "kind": str(mark.kind),
        "from": seconds_of(mark.start_ns),
        "to": seconds_of(mark.start_ns),
        "start_ns": mark.start_ns,
        "end_ns": mark.start_ns,
        "severity": mark.severity,
        "note": mark.note,
        "author": mark.author,
    }
