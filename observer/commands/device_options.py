"""What to record, as options of the command line, and the part of a plan they make."""

from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

import click

from observer.model.consent import Consent, TrackKind
from observer.model.plan import Region
from observer.model.secrets import DEFAULT_APPLICATIONS, SecretWindows

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--display", default="", help="X display to record, if not the one in use."),
    click.option("--monitor", default="", metavar="NAME", help="Record one monitor of several."),
    click.option(
        "--window",
        default="",
        metavar="WHICH",
        help="Record one window, wherever it moves: its id, application, or part of its title.",
    ),
    click.option("--region", default="", metavar="WxH+X+Y", help="Record only this part of it."),
    click.option("--microphone", metavar="NAME|none", help="Which one, if not the default."),
    click.option(
        "--system-sound",
        metavar="NAME|default",
        help="Record also what the computer plays: of the default loudspeaker, or of this one.",
    ),
    click.option("--camera", metavar="NAME|none", help="Which one, if not the first."),
    click.option(
        "--hide-application",
        multiple=True,
        metavar="NAME",
        help="Never show windows of this application; password stores are hidden anyhow.",
    ),
    click.option(
        "--hide-title", multiple=True, metavar="TEXT", help="Never show windows with this title."
    ),
    click.option("--fps", type=click.IntRange(1, 60), default=30, show_default=True),
    click.option("--pointer/--no-pointer", default=True, help="Draw the mouse pointer in."),
)


class DevicePart(TypedDict):
    """The arguments of a RecordingPlan that say what is recorded."""

    display: str
    monitor: str
    window: str
    region: Region | None
    microphone: str | None
    system_sound: str | None
    camera: str | None
    secrets: SecretWindows
    fps: int
    pointer: bool


def device_options(command: Command) -> Command:
    """Give a command the options of this file; it takes them as keyword arguments."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def device_part(
    consent: Consent,
    *,
    display: str,
    monitor: str,
    window: str,
    region: str,
    microphone: str | None,
    system_sound: str | None,
    camera: str | None,
    hide_application: tuple[str, ...],
    hide_title: tuple[str, ...],
    fps: int,
    pointer: bool,
) -> DevicePart:
    """What the options ask for.

    Raises ConsentError for a device that is named though its track was not agreed to, and
    click.UsageError where two of monitor, window and region are given.
    """
    if sum(map(bool, (monitor, window, region))) > 1:
        raise click.UsageError("Give one of --monitor, --window and --region")
    return DevicePart(
        display=display,
        monitor=monitor,
        window=window,
        region=Region.parse(region) if region else None,
        microphone=_named(microphone, consent, TrackKind.MICROPHONE),
        system_sound=_system_sound(system_sound, consent),
        camera=_named(camera, consent, TrackKind.CAMERA),
        secrets=SecretWindows((*DEFAULT_APPLICATIONS, *hide_application), hide_title),
        fps=fps,
        pointer=pointer,
    )


def _named(name: str | None, consent: Consent, track: TrackKind) -> str | None:
    """The default device of a track that was agreed to, unless another or none is named."""
    if name is None:
        return "" if consent.allows(track) else None
    if name.lower() == "none":
        return None
    consent.require(track)
    return name


def _system_sound(name: str | None, consent: Consent) -> str | None:
    """Off unless it is asked for: it carries what others say in a call."""
    if name is None or name.lower() == "none":
        return None
    consent.require(TrackKind.SYSTEM_SOUND)
    return "" if name.lower() == "default" else name
