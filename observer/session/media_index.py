"""A recording's index, Matroska's Cues: where keyframes lie, and sound from which to go on."""

from array import array

from observer.session import ebml

_CUE_POINT = 0xBB
_CUE_TIME = 0xB3
_CUE_TRACK_POSITIONS = 0xB7
_CUE_TRACK = 0xF7
_CUE_CLUSTER_POSITION = 0xF1
_CUE_RELATIVE_POSITION = 0xF0


class MediaIndex:
    """Grows with the recording; a few numbers a keyframe, so that an hour takes some kilobytes."""

    def __init__(self) -> None:
        self._numbers = array("q")

    def add(self, time_ms: int, track: int, cluster_at: int, block_at: int) -> None:
        """One more place: its cluster's in the segment's content, its block's in the cluster's."""
        self._numbers.extend((time_ms, track, cluster_at, block_at))

    def element(self) -> bytes:
        """The whole index as it stands in the file, in rising time."""
        numbers = iter(self._numbers)
        places = sorted(zip(numbers, numbers, numbers, numbers, strict=True))
        return ebml.element(ebml.CUES, b"".join(_point(*place) for place in places))


def _point(time_ms: int, track: int, cluster_at: int, block_at: int) -> bytes:
    where = (
        ebml.unsigned(_CUE_TRACK, track)
        + ebml.unsigned(_CUE_CLUSTER_POSITION, cluster_at)
        + ebml.unsigned(_CUE_RELATIVE_POSITION, block_at)
    )
    return ebml.element(
        _CUE_POINT,
        ebml.unsigned(_CUE_TIME, time_ms) + ebml.element(_CUE_TRACK_POSITIONS, where),
    )
