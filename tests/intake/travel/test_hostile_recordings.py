"""Recordings in packs from strangers: what is no recording of the session never lands."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake import foreign_videos as foreign
from tests.intake.hostile_media import with_duration
from tests.intake.travel.conftest import Place
from tests.intake.travel.test_hostile_packs import entries, refuse

_MEDIA = "session/recording-001.mkv"


def passed_off(pack: Path, content: bytes, out: Path) -> Path:
    """The pack with another recording in it, whose digest is right."""
    held = entries(pack)
    manifest = json.loads(held["session/session.json"])
    manifest["sha256"]["recording-001.mkv"] = hashlib.sha256(content).hexdigest()
    held |= {_MEDIA: content, "session/session.json": json.dumps(manifest).encode()}
    with zipfile.ZipFile(out, "w") as rewritten:
        for name, held_bytes in held.items():
            rewritten.writestr(name, held_bytes)
    return out


def made(folder: Path, *arguments: str, name: str = "made.mkv") -> bytes:
    return foreign.make(folder / name, *arguments).read_bytes()


def large(folder: Path, _media: bytes) -> bytes:
    return made(folder, *foreign.pictures("640x360"), *foreign.H264)


def other_codec(folder: Path, _media: bytes) -> bytes:
    return made(folder, *foreign.pictures("64x36"), "-c:v", "ffv1")


def many_tracks(folder: Path, _media: bytes) -> bytes:
    tones = [*foreign.TONE, "-map", "0", *["-map", "1"] * 3]
    return made(folder, *foreign.pictures(), *tones, *foreign.H264, "-c:a", "libopus")


def endless(folder: Path, media: bytes) -> bytes:
    plain = folder / "plain.mkv"
    plain.write_bytes(media)
    return with_duration(made(folder, "-i", str(plain), "-c", "copy"), 36_000_000.0)


def other_container(folder: Path, _media: bytes) -> bytes:
    return made(folder, *foreign.pictures(), *foreign.H264, name="made.mp4")


def playlist(_folder: Path, _media: bytes) -> bytes:
    return b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (large, "holds pictures of 640x360"),
        (other_codec, "holds pictures in ffv1"),
        (many_tracks, "holds other tracks than a recording does"),
        (endless, "says that it lasts 36000 s, longer than the session"),
        (other_container, "recording-001.mkv is not a video that can be read"),
        (playlist, "recording-001.mkv is not a video that can be read"),
    ],
)
def test_media_that_are_not_the_sessions_are_refused(
    ann: Place, bob: Place, tmp_path: Path, make: Callable[[Path, bytes], bytes], words: str
) -> None:
    good = ann.pack(tmp_path / "good.observer")
    content = make(tmp_path, entries(good)[_MEDIA])
    bad = passed_off(good, content, tmp_path / "bad.observer")
    assert words in refuse(bob, bad, tmp_path)


def test_the_sessions_own_media_are_taken_in_another_wrapping(
    ann: Place, bob: Place, tmp_path: Path
) -> None:
    good = ann.pack(tmp_path / "good.observer")
    (tmp_path / "plain.mkv").write_bytes(entries(good)[_MEDIA])
    again = made(tmp_path, "-i", str(tmp_path / "plain.mkv"), "-c", "copy")
    assert bob.unpack(passed_off(good, again, tmp_path / "again.observer")).is_new
