"""What an erasure takes and what was proven, in words for people and as values for programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from observer.commands.output import human_bytes
from observer.model.clock import format_ns

if TYPE_CHECKING:
    from observer.intake.erasure.looking import Proof
    from observer.intake.erasure.plan import ErasurePlan
    from observer.model.reel import ExportNote

_NAMES = {
    "annotations": "moments",
    "annotation_changes": "changes to them",
    "comments": "comments",
    "windows": "window titles",
    "consents": "consents, with name and signature",
    "attempts": "attempts at tasks",
    "askings": "questions asked",
    "answers": "answers",
    "exposures": "stretches that somebody watched",
    "debriefs": "debriefs",
    "redactions": "redactions",
    "exported_files": "notes of exported files",
}


def say_plan(plan: "ErasurePlan") -> None:
    """What will go, to standard error: standard output is for what was done."""
    note = plan.note
    if plan.begun:
        click.echo(f"An erasure of {note.who} was cut short: this goes on with it.", err=True)
    click.echo(f"This erases {note.who} of “{note.study}” for ever:", err=True)
    for row in plan.sessions:
        click.echo(f"  session   {row.folder}  {format_ns(row.duration_ns)}", err=True)
    if plan.bytes:  # none where a former erasure came as far as this
        others = f", {_count(len(note.files), 'pack or exported file', 'packs or exported files')}"
        click.echo(
            f"  files     {_count(len(note.folders), 'folder')}{others * bool(note.files)}:"
            f" {human_bytes(plan.bytes)}",
            err=True,
        )
    for table, name in _NAMES.items():
        if table in plan.rows:
            click.echo(f"  {plan.rows[table]:>8}  {name}", err=True)
    if plan.copies:
        click.echo(
            f"  cleaned   {_count(plan.copies, 'copy', 'copies')} of the database made before"
            " updates",
            err=True,
        )
    for title in plan.reels:
        click.echo(f"  reel      “{title}” loses its clips of them", err=True)
    for name in plan.findings:
        click.echo(f"  finding   “{name}” stays as a name, without any moment", err=True)
    say_exports(plan.exports, err=True)
    click.echo("It cannot be undone.", err=True)


def say_exports(exports: "Sequence[ExportNote]", *, err: bool) -> None:
    """The files that no erasure reaches."""
    if exports:
        click.echo("Files that left the library, for you to delete where they are:", err=err)
    for one in exports:
        there = "still there" if Path(one.path).exists() else "not there any more, or out of reach"
        click.echo(f"  {one.path}  ({one.kind}, {one.made_at[:10]}; {there})", err=err)


def say_proof(plan: "ErasurePlan", proof: "Proof") -> None:
    """What the search found, to standard output."""
    looked = f"{proof.files} files ({human_bytes(proof.bytes)})"
    if proof.holds:
        click.echo(
            f"Nothing of {plan.note.who} is left in {looked};"
            f" {_count(proof.texts, 'text')} looked for."
        )
    else:
        click.echo(f"Something of {plan.note.who} is left in {looked}:")
    for one in proof.left:
        click.echo(f"  {one.where}: {one.what}")
    for where in proof.unread:
        click.echo(f"  {where}: cannot be looked through")
    if not proof.holds:
        click.echo("Change or remove these, then erase once more.")
    if proof.mentions:
        click.echo(f"The team still names {plan.note.who}, for you to judge:")
    for one in proof.mentions:
        click.echo(
            f"  {one.what} in {one.where}" if one.what != "finding" else f"  finding {one.where}"
        )
    say_exports(plan.exports, err=False)


def erasure_facts(plan: "ErasurePlan", proof: "Proof") -> dict[str, Any]:
    """The same for programs."""
    return {
        "study": plan.note.study,
        "participant": plan.note.participant,
        "sessions": list(plan.note.session_ids),
        "bytes": plan.bytes,
        "rows": plan.rows,
        "reels_cut": list(plan.reels),
        "findings_emptied": list(plan.findings),
        "proven": proof.holds,
        "searched": {"files": proof.files, "bytes": proof.bytes, "texts": proof.texts},
        "left": [{"where": one.where, "what": one.what} for one in proof.left],
        "unread": list(proof.unread),
        "mentions": [{"where": one.where, "what": one.what} for one in proof.mentions],
        "exports": [
            {
                "path": one.path,
                "kind": one.kind,
                "made_at": one.made_at,
                "there": Path(one.path).exists(),
            }
            for one in plan.exports
        ],
    }


def _count(number: int, word: str, words: str = "") -> str:
    return f"{number} {word if number == 1 else words or word + 's'}"
