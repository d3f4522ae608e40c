"""What stands before the first cluster of a recording's file, while it grows and once it is whole.

Both forms are equally long, so that finishing a file is one write over its beginning.
"""

from dataclasses import dataclass

from observer.session import ebml

_SEEK_HEAD = 0x114D9B74
_SEEK_ENTRIES = (ebml.INFO, ebml.TRACKS, ebml.CUES)
_DURATION_BYTES = 11  # identifier, size and a real number

_BEGIN = ebml.element(
    ebml.EBML_HEADER,
    ebml.unsigned(0x4286, 1)  # EBMLVersion
    + ebml.unsigned(0x42F7, 1)  # EBMLReadVersion
    + ebml.unsigned(0x42F2, 4)  # EBMLMaxIDLength
    + ebml.unsigned(0x42F3, 8)  # EBMLMaxSizeLength
    + ebml.text(0x4282, "matroska")  # DocType
    + ebml.unsigned(0x4287, 4)  # DocTypeVersion
    + ebml.unsigned(0x4285, 2),  # DocTypeReadVersion
) + ebml.open_element(ebml.SEGMENT)

SEGMENT_AT = len(_BEGIN)
"""Where the segment's content begins, from which all places in the file are counted."""

_INFO_WORDS = (
    ebml.unsigned(0x2AD7B1, 1_000_000)  # TimestampScale: milliseconds
    + ebml.text(0x4D80, "Observer")  # MuxingApp
    + ebml.text(0x5741, "Observer")  # WritingApp
)


@dataclass(frozen=True, slots=True)
class MediaTrack:
    """A track as the file's header tells it: everything already in Matroska's own terms."""

    name: str
    codec_id: str
    codec_header: bytes
    width: int = 0
    height: int = 0
    rate_hz: int = 0
    channels: int = 0
    delay_ns: int = 0
    packet_ns: int = 0

    @property
    def is_video(self) -> bool:
        """Whether it is a track of pictures."""
        return self.width > 0


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known once a file is whole: its size, where its index begins, and when it ends."""

    file_bytes: int
    index_at: int
    duration_ms: int


def media_header(tracks: list[MediaTrack], ending: Ending | None = None) -> bytes:
    """A file's beginning; without an `ending` there is room for what that will tell."""
    entries = b"".join(_track_entry(number, track) for number, track in enumerate(tracks, 1))
    size = ebml.UNKNOWN_SIZE
    seek_head, duration = ebml.room(len(_seek_head(0))), ebml.room(_DURATION_BYTES)
    if ending:
        size = ebml.known_size(ending.file_bytes - SEGMENT_AT)
        seek_head = _seek_head(ending.index_at - SEGMENT_AT)
        duration = ebml.real(0x4489, ending.duration_ms)
    begin = _BEGIN[: -ebml.SIZE_BYTES] + size + seek_head + _info(duration)
    return begin + ebml.element(ebml.TRACKS, entries)


def without_ending(header: bytes) -> bytes:
    """The header less what finishing the file changes in it; one that is not ours stays whole."""
    info = _info(ebml.room(_DURATION_BYTES))[:-_DURATION_BYTES]
    info_at = SEGMENT_AT + len(_seek_head(0))
    if not header.startswith(info, info_at):
        return header
    behind = header[info_at + len(info) + _DURATION_BYTES :]
    return header[: SEGMENT_AT - ebml.SIZE_BYTES] + info + behind


def _seek_head(index_at: int) -> bytes:
    """Where a reader finds what, counted from the segment's content."""
    info_at = len(_SEEK_ENTRIES) * len(_seek(0, 0)) + 5
    tracks_at = info_at + len(_info(bytes(_DURATION_BYTES)))
    places = zip(_SEEK_ENTRIES, (info_at, tracks_at, index_at), strict=True)
    return ebml.element(_SEEK_HEAD, b"".join(_seek(what, at) for what, at in places))


def _seek(identifier: int, position: int) -> bytes:
    what = ebml.element(0x53AB, identifier.to_bytes(4, "big"))
    return ebml.element(0x4DBB, what + ebml.element(0x53AC, position.to_bytes(8, "big")))


def _info(duration: bytes) -> bytes:
    return ebml.element(ebml.INFO, _INFO_WORDS + duration)


def _track_entry(number: int, track: MediaTrack) -> bytes:
    entry = (
        ebml.unsigned(0xD7, number)  # TrackNumber
        + ebml.unsigned(0x73C5, number)  # TrackUID
        + ebml.unsigned(0x83, 1 if track.is_video else 2)  # TrackType
        + ebml.unsigned(0x9C, 0)  # FlagLacing
        + ebml.text(0x22B59C, "und")  # Language: English where none is told
        + ebml.text(0x536E, track.name)  # Name
        + ebml.text(0x86, track.codec_id)  # CodecID
        + ebml.element(0x63A2, track.codec_header)  # CodecPrivate
    )
    if track.is_video:
        size = ebml.unsigned(0xB0, track.width) + ebml.unsigned(0xBA, track.height)
        return ebml.element(ebml.TRACK_ENTRY, entry + ebml.element(0xE0, size))
    sound = ebml.real(0xB5, track.rate_hz) + ebml.unsigned(0x9F, track.channels)
    entry += (
        ebml.unsigned(0x23E383, track.packet_ns)  # DefaultDuration
        + ebml.unsigned(0x56AA, track.delay_ns)  # CodecDelay
        + ebml.unsigned(0x56BB, 80_000_000)  # SeekPreRoll: Opus needs 80 ms to settle (RFC 7845)
        + ebml.element(0xE1, sound)
    )
    return ebml.element(ebml.TRACK_ENTRY, entry)
