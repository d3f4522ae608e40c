"""observer show: one session."""

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.session_facts import full_facts
from observer.model.annotation import Annotation
from observer.model.clock import format_ns
from observer.model.consent import Consent, TrackKind
from observer.model.manifest import Manifest


@click.command("show")
@click.argument("session")
@json_option
@click.pass_context
def command(ctx: click.Context, session: str, as_json: bool) -> None:
    """Show one SESSION: its tracks, gaps, attempts, answers, scores and annotations.

    SESSION is an id, the beginning of one, a folder's name or its path.
    """
    from observer.commands.sitting_facts import read_sitting
    from observer.database.library import open_library
    from observer.intake.landing import land_session
    from observer.session.folder import find_folder
    from observer.session.manifest_file import read_manifest

    root = root_of(ctx)
    folder = find_folder(root, session)
    with open_library(root) as library:
        row = land_session(library, folder)
        annotations = library.annotations(row.id)
        sitting = read_sitting(library, row.id, row.study)
    manifest = read_manifest(folder)
    if as_json:
        print_json({**full_facts(row, root, manifest, annotations), **sitting.facts()})
        return
    click.echo(f"{row.study} · {row.participant} · {format_ns(row.duration_ns)} · {row.state}")
    click.echo(f"{row.id} in {folder}")
    _say_consent(manifest.consent)
    _say_tracks(manifest)
    sitting.say()
    _say_annotations(annotations)


def _say_consent(consent: Consent) -> None:
    items = ", ".join(consent.items) or "nothing"
    how = "by signature" if consent.signature else ""
    who = ", ".join(part for part in (consent.name, how) if part)
    click.echo(f"  consent      {items} · {consent.agreed_at}{f' · {who}' if who else ''}")


def _say_tracks(manifest: Manifest) -> None:
    for track in manifest.tracks:
        span = f"{format_ns(track.start_ns)} to {format_ns(track.end_ns)}"
        where = f" in {track.files[0]}" if track.kind is TrackKind.CAMERA else ""
        click.echo(f"  {track.kind!s:<12} {span}  {track.items} items{where}")
    # A session whose screen kept its size has one file, which says nothing to anyone.
    for segment in manifest.segments if len(manifest.segments) > 1 else ():
        span = f"{format_ns(segment.start_ns)} to {format_ns(segment.end_ns)}"
        click.echo(f"  segment      {span}  {segment.width}x{segment.height} in {segment.file}")
    for gap in manifest.gaps:
        whose = gap.track or "everything"
        span = f"{format_ns(gap.start_ns)} to {format_ns(gap.end_ns)}"
        click.echo(f"  gap          {span}  {whose}: {gap.reason}")
    for note in manifest.health.notes:
        click.echo(f"  note         {note}")


def _say_annotations(annotations: list[Annotation]) -> None:
    for item in annotations:
        severity = "" if item.severity is None else f" {item.severity}"
        click.echo(f"  {format_ns(item.start_ns)}  {item.kind}{severity}  {item.note}  ({item.id})")
