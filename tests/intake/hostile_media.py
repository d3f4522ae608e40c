"""Files that are not what they say, made byte by byte or by the ffmpeg program."""

import struct
import zlib
from pathlib import Path

from tests.intake.foreign_videos import make

_CODEC_ID = b"V_MPEG4/ISO/AVC"


def with_sides(video: bytes, width: int, height: int) -> bytes:
    """A Matroska file whose header says that its pictures are of this size."""
    at = video.index(_CODEC_ID)
    for ident, side in ((b"\xb0", width), (b"\xba", height)):
        place = video.index(ident + b"\x82", at)  # PixelWidth, PixelHeight, in two bytes
        video = video[: place + 2] + struct.pack(">H", side) + video[place + 4 :]
    return video


def with_duration(video: bytes, milliseconds: float) -> bytes:
    """A Matroska file whose header says that it lasts so long."""
    place = video.index(b"\x44\x89\x88") + 3  # Duration, a double
    return video[:place] + struct.pack(">d", milliseconds) + video[place + 8 :]


def with_cluster_time(video: bytes, number: int, milliseconds: int) -> bytes:
    """A Matroska file whose cluster `number` says that it begins then."""
    place = -1
    for _ in range(number + 1):
        place = video.index(b"\x1f\x43\xb6\x75", place + 1)
    at = video.index(b"\xe7", place + 5)
    length = video[at + 1] & 0x7F
    value = milliseconds.to_bytes(8, "big")
    return _in_cluster(video, place, at, length, b"\xe7\x88" + value)


def _in_cluster(video: bytes, place: int, at: int, length: int, element: bytes) -> bytes:
    """The cluster's time in eight bytes instead of fewer; its own length is left open."""
    head = video[:place] + b"\x1f\x43\xb6\x75" + b"\x01" + b"\xff" * 7  # of unknown length
    return head + element + video[at + 2 + length :]


def png_bomb(folder: Path, side: int) -> Path:
    """A Matroska file of a few kilobytes whose picture unfolds into hundreds of megabytes."""
    rows = zlib.compressobj(1)
    row = b"\0" * (side * 3 + 1)
    pixels = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    picture = b"\x89PNG\r\n\x1a\n"
    for kind, body in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")):
        picture += struct.pack(">I", len(body)) + kind + body
        picture += struct.pack(">I", zlib.crc32(kind + body))
    still = folder / "bomb.png"
    still.write_bytes(picture)
    return make(folder / "bomb.mkv", "-f", "png_pipe", "-i", str(still), "-c", "copy")
