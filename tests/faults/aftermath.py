"""What is on the disk after a fault: the session repaired, verified, and read by other programs."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from observer.model.annotation import Mark
from observer.model.clock import NS_PER_SECOND
from observer.model.manifest import Manifest
from observer.session.manifest_file import read_manifest
from observer.session.reader import SessionReader
from observer.session.repair import repair_session
from observer.session.verify import verify_session
from tests.session.ffmpeg import packets

_PICTURE_S = 1 / 30  # what a last picture stands for; its duration says only how long it was shown


@dataclass(frozen=True)
class Aftermath:
    """A closed, verified session. `pictures_s` and `sound_s` are when the last of each ends."""

    manifest: Manifest
    pictures: int
    pictures_s: float
    sound_s: float
    marks: tuple[Mark, ...]
    repaired: tuple[str, ...]

    @property
    def duration_s(self) -> float:
        return self.manifest.duration_ns / NS_PER_SECOND

    def lost_s(self, until_monotonic_ns: int) -> float:
        """How much of what led up to this moment has no picture, or no sound where there is any."""
        since_ns = until_monotonic_ns - self.manifest.clock.monotonic_start_ns
        kept_s = min(self.pictures_s, self.sound_s) if self.sound_s else self.pictures_s
        return max(0.0, since_ns / NS_PER_SECOND - kept_s)

    def in_words(self) -> str:
        mended = "repaired" if self.repaired else "closed by itself"
        return f"{mended}, verified: {self.pictures} pictures, {self.duration_s:.1f} s"


def look_after(folder: Path) -> Aftermath:
    """Repair the session as the next start would, and hold it to every promise."""
    repaired = repair_session(folder)
    report = verify_session(folder)
    assert report.ok, [check for check in report.checks if not check.ok]
    assert repair_session(folder).actions == (), "a repaired session needs no repair"
    times: dict[str, list[float]] = {"v": [], "a": []}
    for media in sorted(folder.glob("recording-*.mkv")):
        here = {stream: packets(media, stream) for stream in times}
        for stream, found in here.items():
            times[stream] += [float(packet["pts_time"]) for packet in found]
        if here["v"]:  # a player cannot open a track that broke off before its first picture
            assert (said := _said_by_ffmpeg(media)) == "", f"ffmpeg says of {media.name}: {said}"
    pictures, sound = times["v"], times["a"]
    return Aftermath(
        manifest=read_manifest(folder),
        pictures=len(pictures),
        pictures_s=max(pictures, default=0.0) + _PICTURE_S,
        sound_s=max(sound) + 0.02 if sound else 0.0,  # an Opus packet is 20 ms
        marks=tuple(SessionReader(folder).marks()),
        repaired=repaired.actions,
    )


def _said_by_ffmpeg(path: Path) -> str:
    """What ffmpeg warns of while it plays everything, picture by picture at its own time."""
    command = ["ffmpeg", "-v", "warning", "-xerror", "-i", str(path), "-fps_mode", "passthrough"]
    command += ["-enc_time_base:v", "1:1000", "-f", "null", "-"]
    return subprocess.run(command, capture_output=True, text=True).stderr
