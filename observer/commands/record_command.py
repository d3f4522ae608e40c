"""observer record: start a recording, watch it on the terminal, stop it."""

import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from observer.commands.device_options import device_options, device_part
from observer.commands.output import (
    human_bytes,
    human_duration,
    json_option,
    print_json,
    root_of,
)
from observer.commands.session_facts import session_facts
from observer.model.clock import format_ns
from observer.model.consent import Consent, parse_consent_items
from observer.model.errors import RecorderError, RecorderSilent
from observer.model.identity import new_id
from observer.model.plan import RecordingPlan
from observer.model.status import RecorderState, RecorderStatus

if TYPE_CHECKING:
    from observer.database.rows import SessionRow
    from observer.recorder.client import RecorderClient

_LOOK_EVERY_S = 0.25


@click.command("record")
@click.option("--study", required=True, help="What is being studied.")
@click.option("--participant", required=True, metavar="CODE", help="The participant's code.")
@click.option(
    "--consent",
    required=True,
    metavar="LIST",
    help="What was agreed: screen,voice,face,input,sharing",
)
@device_options
@click.option("--seconds", type=click.FloatRange(min=0.5), help="Stop after this long.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    study: str,
    participant: str,
    consent: str,
    seconds: float | None,
    as_json: bool,
    **devices: Any,
) -> None:
    """Record a sit-in until Ctrl+C, SIGTERM or the time asked for.

    Only what the participant agreed to is recorded.
    """
    agreed = Consent(parse_consent_items(consent.split(",")), datetime.now(UTC).isoformat())
    plan = RecordingPlan(
        session_id=new_id(),
        study=_filled("study", study),
        participant=_filled("participant", participant),
        consent=agreed,
        limit_seconds=seconds or 0.0,
        **device_part(agreed, **devices),
    )
    _record(root_of(ctx), plan, as_json)


def _filled(name: str, text: str) -> str:
    if not text.strip():
        raise click.BadParameter("it is empty", param_hint=f"--{name}")
    return text.strip()


def _record(root: Path, plan: RecordingPlan, as_json: bool) -> None:
    from observer.database.library import open_library
    from observer.intake.landing import land_session
    from observer.intake.mending import mend_left_open
    from observer.recorder.client import start_recording

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with open_library(root) as library:
        client = start_recording(root, plan)
        land_session(library, client.folder)
        for report in mend_left_open(library, root).repaired:
            length = format_ns(report.duration_ns)
            click.echo(
                f"Repaired session {report.session_id} ({length}), which had broken off", err=True
            )
        if not as_json:
            tracks = ", ".join(plan.wanted_tracks())
            click.echo(f"Recording {tracks} as session {plan.session_id}. Ctrl+C stops.")
        last = _watch(client, stop, live=not as_json and sys.stdout.isatty())
        status = client.stop() if client.is_running() else client.wait_until_closed(last)
        row = land_session(library, client.folder)
    for warning in status.warnings:
        click.echo(f"warning: {warning}", err=True)
    if as_json:
        print_json(_facts(row, root, status))
    else:
        click.echo(f"Recorded {format_ns(row.duration_ns)} into {client.folder}")


def _watch(client: "RecorderClient", stop: threading.Event, *, live: bool) -> RecorderStatus:
    """Look at the recording until it ends or `stop` is set; returns the last look."""
    status = client.status()
    while not stop.wait(_LOOK_EVERY_S):
        try:
            status = client.status()
        except RecorderSilent as silence:
            click.echo(f"warning: {silence}", err=True)
            continue
        except RecorderError:
            break
        if live:
            click.echo(f"\r\033[K{_line(status)}", nl=False)
    if live:
        click.echo()
    return status


def _line(status: RecorderStatus) -> str:
    parts = [
        f"{'❚❚' if status.state is RecorderState.PAUSED else '●'} {format_ns(status.elapsed_ns)}",
        f"{status.frames} frames",
        human_bytes(status.bytes_written),
    ]
    if status.level_db is not None:
        parts.append(f"voice {status.level_db:.0f} dB")
    if status.disk_seconds:
        parts.append(f"disk for {human_duration(status.disk_seconds)}")
    return "  ".join([*parts, *status.warnings])


def _facts(row: "SessionRow", root: Path, status: RecorderStatus) -> dict[str, object]:
    return {
        **session_facts(row, root),
        "frames": status.frames,
        "input_events": status.input_events,
        "marks": status.marks,
        "warnings": list(status.warnings),
    }
