"""Small recordings in many formats, and what becomes of them when bytes change on the way."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.intake.foreign_videos import make

_PICTURES = ["-f", "lavfi", "-i", "testsrc2=size=96x64:rate=10:duration=1"]
_TONE = ["-f", "lavfi", "-i", "sine=frequency=440:duration=1"]
_H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
_OPUS = ["-c:a", "libopus"]

FORMATS: dict[str, list[str]] = {
    "meeting.mp4": [*_H264, "-bf", "0", "-c:a", "aac"],
    "phone.mov": ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le"],
    "broadcast.mp4": [*_H264, "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov"],
    "screen.mkv": [*_H264, "-bf", "2", "-c:a", "flac"],
    "tab.webm": ["-c:v", "libvpx", "-deadline", "realtime", *_OPUS],
    "call.webm": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", *_OPUS],
    "old.avi": ["-c:v", "mpeg4", "-q:v", "5", "-c:a", "mp3"],
    "old.wmv": ["-c:v", "wmv2", "-c:a", "wmav1"],
    "old.flv": ["-c:v", "flv", "-ar", "44100", "-c:a", "mp3"],
    "tape.mpg": ["-c:v", "mpeg2video", "-r", "25", "-c:a", "mp2"],
    "stream.ts": [*_H264, "-c:a", "mp2"],
    "free.ogv": ["-c:v", "libtheora", "-c:a", "libvorbis"],
    "still.mkv": ["-c:v", "png", "-c:a", "pcm_s16le"],
}


def samples(folder: Path) -> dict[str, bytes]:
    """A second of each format, as the ffmpeg program writes it."""
    return {
        name: make(folder / name, *_PICTURES, *_TONE, *options).read_bytes()
        for name, options in FORMATS.items()
    }


def mutated(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The file with a few things done to it, half of them in its first kilobytes."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        chance.choice(_HARMS)(data, others, chance)
    return bytes(data)


def _place(data: bytearray, chance: random.Random) -> int:
    end = len(data) if chance.random() < 0.5 else min(len(data), 2048)
    return chance.randrange(end) if end else 0


def _change(data: bytearray, _others: list[bytes], chance: random.Random) -> None:
    for _ in range(chance.randint(1, 30)):
        if data:
            data[_place(data, chance)] = chance.randrange(256)


def _fill(data: bytearray, _others: list[bytes], chance: random.Random, *, byte: int) -> None:
    at = _place(data, chance)
    to = min(len(data), at + chance.choice((1, 2, 4, 8)))
    data[at:to] = bytes([byte]) * (to - at)


def _cut(data: bytearray, _others: list[bytes], chance: random.Random) -> None:
    at = _place(data, chance)
    del data[at : at + chance.randint(1, 4000)]


def _break_off(data: bytearray, _others: list[bytes], chance: random.Random) -> None:
    del data[_place(data, chance) :]


def _double(data: bytearray, _others: list[bytes], chance: random.Random) -> None:
    at = _place(data, chance)
    data[at:at] = data[at : at + chance.randint(1, 2000)] * chance.randint(1, 5)


def _splice(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    at = chance.randrange(len(other))
    to = _place(data, chance)
    data[to : to + chance.randint(0, 500)] = other[at : at + chance.randint(1, 4000)]


_Harm = Callable[[bytearray, list[bytes], random.Random], None]
_HARMS: tuple[_Harm, ...] = (
    _change,
    _change,
    partial(_fill, byte=0xFF),
    partial(_fill, byte=0x7F),
    partial(_fill, byte=0),
    _cut,
    _break_off,
    _double,
    _splice,
)
