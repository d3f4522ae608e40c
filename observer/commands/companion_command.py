"""observer companion: open a page on which observers mark from their own phones."""

import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.output import default_author, json_option, print_json, root_of

if TYPE_CHECKING:
    from observer.companion.client import CompanionClient, CompanionStatus
    from observer.model.study import Study

_LOOK_EVERY_S = 0.3


@click.command("companion")
@click.argument("session", required=False)
@click.option("--host", metavar="ADDRESS", help="This computer's address to open the page on.")
@click.option("--tls", is_flag=True, help="Encrypt with a certificate made on the spot.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, session: str | None, host: str | None, tls: bool, as_json: bool
) -> None:
    """Open a page on which observers mark SESSION from their own phones.

    Prints its address and a code to scan, anew for each observer, until the session ends or
    Ctrl+C. SESSION may be left out while only one is being recorded. With --json the first line
    holds the address and the last one who watched.
    """
    from observer.commands.running import running_client
    from observer.companion.client import start_companion

    root = root_of(ctx)
    folder = running_client(root, session).folder
    chosen = host or _likely_host()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    study = _study_of(root, folder)
    client = start_companion(root, folder, chosen, tls=tls, study=study, moderator=default_author())
    try:
        if as_json:
            print_json({"address": client.address, "fingerprint": client.fingerprint})
            sys.stdout.flush()
            last = _watch(client, stop, shows=False)
            print_json({"observers": _people(last)})
        else:
            _explain(client)
            last = _watch(client, stop, shows=True)
            click.echo(f"The page is closed. {_told(last)}")
    finally:
        client.close()


def _likely_host() -> str:
    """The first network that a phone may be in; this computer alone where there is none."""
    from observer.companion.client import list_interfaces

    return list_interfaces()[0].address


def _study_of(root: Path, folder: Path) -> "Study | None":
    from observer.database.library import open_library
    from observer.session.manifest_file import read_manifest

    with open_library(root) as library:
        return library.study_by_name(read_manifest(folder).study)


def _explain(client: "CompanionClient") -> None:
    from observer.companion.wording import INVITATION, OWN_CERTIFICATE, PLAIN_HTTP

    click.echo(OWN_CERTIFICATE if client.fingerprint else PLAIN_HTTP)
    if client.fingerprint:
        click.echo(f"Fingerprint (SHA-256): {client.fingerprint}")
    click.echo(f"{INVITATION} Ctrl+C closes the page for everybody.")


def _watch(client: "CompanionClient", stop: threading.Event, *, shows: bool) -> "CompanionStatus":
    """Stay until the page is closed; show each new invitation and whisper where asked."""
    from observer.model.errors import CompanionError

    status = client.status()
    shown, heard = "", 0
    while True:
        if shows and status.address != shown:
            _show_invitation(status)
            shown = status.address
        for note in status.notes[heard:]:
            if shows:
                click.echo(f"{note.author} whispers: {note.text}")
        heard = len(status.notes)
        stopped = stop.wait(_LOOK_EVERY_S)
        try:
            status = client.status()
        except CompanionError:
            return status
        if stopped:
            return status


def _show_invitation(status: "CompanionStatus") -> None:
    from observer.companion.code import code_for_terminal

    if status.observers:
        click.echo(_told(status))
    if status.address:
        click.echo(f"\n{code_for_terminal(status.address)}\n{status.address}\n")


def _told(status: "CompanionStatus") -> str:
    if not status.observers:
        return "Nobody watched."
    people = (f"{one.name} ({one.marks} marks)" for one in status.observers)
    return f"Watching: {', '.join(people)}."


def _people(status: "CompanionStatus") -> list[dict[str, object]]:
    return [{"name": one.name, "marks": one.marks} for one in status.observers]
