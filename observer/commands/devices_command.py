"""observer devices: what there is to record, by the names that `observer record` takes."""

from dataclasses import asdict

import click

from observer.commands.output import json_option, print_json
from observer.model.errors import DeviceError


@click.command("devices")
@click.option("--display", default="", help="X display to look at, if not the one in use.")
@json_option
def command(display: str, as_json: bool) -> None:
    """List monitors, windows, microphones and cameras with the names to record them by."""
    found = {
        "monitors": _monitors(display),
        "windows": _windows(display),
        "microphones": _microphones(),
        "cameras": _cameras(),
    }
    if as_json:
        print_json(found)
        return
    for heading, devices in found.items():
        click.echo(f"{heading}:" if devices else f"{heading}: none")
        for device in devices:
            click.echo(f"  {device['name']}  {device['label']}")


def _monitors(display: str) -> list[dict[str, object]]:
    from observer.capture.displays import list_screens

    try:
        return [asdict(screen) for screen in list_screens(display) if screen.name]
    except DeviceError:  # no display: there is none to list
        return []


def _windows(display: str) -> list[dict[str, object]]:
    from observer.capture.displays import list_windows

    try:
        windows = list_windows(display)
    except DeviceError:  # no display: there is none to list
        return []
    return [
        {**asdict(window), "name": hex(window.id), "label": f"{window.application}: {window.title}"}
        for window in windows
    ]


def _microphones() -> list[dict[str, object]]:
    from observer.capture.sound import list_microphones

    return [asdict(microphone) for microphone in list_microphones()]


def _cameras() -> list[dict[str, object]]:
    from observer.capture.camera import list_cameras

    return [asdict(camera) for camera in list_cameras()]
