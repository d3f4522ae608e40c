"""Which microphones there are, and by which way PortAudio reaches the one that is meant."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from observer.model.consent import TrackKind
from observer.model.errors import DeviceError

_ANSWER_S = 3.0  # a sound server that needs longer to list its sources is stuck
_PULSE = "pulse"  # the name of ALSA's door to PulseAudio and PipeWire
# ALSA's doors that lead to nothing of their own: a default, a mixer, a converter.
_VIRTUAL = {"pulse", "default", "sysdefault", "pipewire", "dmix", "null", "samplerate", "upmix"}


@dataclass(frozen=True, slots=True)
class Microphone:
    """One source of sound. `name` is what a recording is told, `label` what a person reads.

    `is_monitor` marks one that hears what the loudspeakers play.
    """

    name: str
    label: str
    is_default: bool = False
    is_monitor: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """The way to a microphone: a PortAudio device, and behind the sound server which source."""

    device: int
    source: str
    label: str


def list_microphones() -> list[Microphone]:
    """Every microphone that can be named, the sound server's first; empty where there is none."""
    sources = _server_sources()
    if sources:
        return sources
    try:
        portaudio = load_portaudio()
    except DeviceError:  # without PortAudio there is nothing that could be recorded
        return []
    devices = _inputs(portaudio)
    return [
        Microphone(name, name, is_default=(index == devices[0][0]))
        for index, name in devices
        if name not in _VIRTUAL
    ]


def routes_to(name: str, kind: TrackKind = TrackKind.MICROPHONE) -> list[Route]:
    """Ways to the source of that name, the best first.

    Empty: the default microphone, or for system sound what the default loudspeaker plays. Raises
    DeviceError where PortAudio is missing or nothing answers to the name.
    """
    devices = _inputs(load_portaudio())
    doors = [index for index, device in devices if device == _PULSE]
    sources = _server_sources()
    if kind is TrackKind.SYSTEM_SOUND and not name:
        name = _default_monitor(sources or [])
    if name:
        known = sources is None or name in {source.name for source in sources}
        label = next((source.label for source in sources or () if source.name == name), name)
        by_server = [Route(door, name, label) for door in doors if known]
        routes = by_server + [
            Route(index, "", device) for index, device in devices if device == name
        ]
        if not routes:
            raise _unknown(name, sources or [])
        return routes
    default = next((source.label for source in sources or () if source.is_default), "default")
    by_server = [Route(door, "", default) for door in doors]
    return by_server + [Route(index, "", dev) for index, dev in devices if dev not in _VIRTUAL]


def best_route(name: str, kind: TrackKind) -> Route:
    """The first of `routes_to`. Raises DeviceError where there is none."""
    routes = routes_to(name, kind)
    if not routes:
        raise no_microphone("no input device is known")
    return routes[0]


def source_listened_to(route: Route) -> str:
    """The name of the server's source that a stream opened by this route listens to.

    Empty where it does not go through a server that can be asked.
    """
    wanted = route.source or (_ask("get-default-source") or "").strip()
    return wanted if wanted in (own_sources() or set()) else ""


def own_sources() -> set[str] | None:
    """The names of the sources that this process listens to; None where no server can be asked.

    A server moves a stream whose source goes away to another one, which may hear what nobody
    agreed to (PulseAudio's module-rescue-streams).
    """
    streams, sources = (
        _ask("-f", "json", "list", "source-outputs"),
        _ask("list", "short", "sources"),
    )
    if streams is None or sources is None:
        return None
    names = dict(line.split("\t")[:2] for line in sources.splitlines() if "\t" in line)
    pid = str(os.getpid())
    return {
        names.get(str(stream["source"]), "")
        for stream in json.loads(streams)
        if stream["properties"].get("application.process.id") == pid
    }


def load_portaudio() -> ModuleType:
    """The sounddevice package; importing it starts PortAudio, which looks for devices.

    Raises DeviceError where the system's PortAudio library is missing.
    """
    try:
        import sounddevice
    except OSError as error:
        raise DeviceError(
            "The sound library PortAudio is missing",
            "Install it (Debian: apt-get install libportaudio2 libasound2-plugins), "
            "or record with --microphone none",
        ) from error
    module: ModuleType = sounddevice
    return module


def no_microphone(reason: str) -> DeviceError:
    """There is nothing to record sound from."""
    return DeviceError(
        f"No sound server or microphone answers ({reason})",
        "Start one, or record with --microphone none",
    )


def _default_monitor(sources: list[Microphone]) -> str:
    """The source that hears what the default loudspeaker plays."""
    wanted = (_ask("get-default-sink") or "").strip() + ".monitor"
    if wanted not in {source.name for source in sources if source.is_monitor}:
        raise DeviceError(
            "The sound server does not offer the computer's own sound",
            "Use PulseAudio or PipeWire, with pactl installed (Debian: pulseaudio-utils), "
            "or record without the computer's sound",
        )
    return wanted


def _inputs(portaudio: ModuleType) -> list[tuple[int, str]]:
    devices: list[dict[str, Any]] = list(portaudio.query_devices())
    return [
        (index, device["name"])
        for index, device in enumerate(devices)
        if device["max_input_channels"] > 0
    ]


def _server_sources() -> list[Microphone] | None:
    """What PulseAudio or PipeWire offers; None where neither can be asked."""
    listed = _ask("-f", "json", "list", "sources")
    if listed is None:
        return None
    default = (_ask("get-default-source") or "").strip()
    return [
        Microphone(
            source["name"],
            source["description"] or source["name"],
            is_default=source["name"] == default,
            is_monitor=source["properties"].get("device.class") == "monitor",
        )
        for source in json.loads(listed)
    ]


def _ask(*words: str) -> str | None:
    program = shutil.which("pactl")
    if program is None:
        return None
    # Some locales put a comma into its numbers, which is no JSON.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            [program, *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=_ANSWER_S,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def _unknown(name: str, sources: list[Microphone]) -> DeviceError:
    names = ", ".join(source.name for source in sources)
    if not names:
        return no_microphone(f"“{name}” was asked for")
    return DeviceError(
        f"There is no microphone called “{name}”",
        f"Use one of {names}, or record with --microphone none",
    )
