"""The media files of a folder as a repair finds them, and how they follow one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.errors import SessionDamaged
from observer.model.manifest import Manifest, Segment
from observer.model.samples import Gap, GapReason
from observer.session.disk import sync_folder
from observer.session.gaps import excused_ns
from observer.session.layout import BROKEN_SUFFIX, MEDIA_FILE
from observer.session.media_facts import StreamFacts, read_facts

# A still screen gives a picture each half second: what is longer was recorded and is gone.
_HOLE_NS = NS_PER_SECOND
# Two sound blocks: one on its way when the recording broke off, one not yet a whole packet.
_TORN_NS = NS_PER_SECOND // 5
_PACKET_HEAD_BYTES = 16  # a block's, and its part of the cluster's and the index's


@dataclass(frozen=True, slots=True)
class FoundMedia:
    """A file with something readable in it."""

    path: Path
    streams: Sequence[StreamFacts]

    @property
    def pictures(self) -> StreamFacts | None:
        """What its pictures are, if any can be read."""
        return next((s for s in self.streams if s.is_video and s.packets), None)

    @property
    def first_ns(self) -> int:
        """When it begins: its sound has a run-up and may begin later, so pictures tell."""
        told = [self.pictures] if self.pictures else [s for s in self.streams if s.packets]
        return max(0, min(stream.first_ns for stream in told))

    @property
    def shown_until_ns(self) -> int:
        """Until when it holds anything."""
        return max(stream.shown_until_ns for stream in self.streams)


def find_media(paths: Sequence[Path], actions: list[str]) -> list[FoundMedia]:
    """What the files hold; one that holds nothing is set aside under another name."""
    found = []
    for path in paths:
        try:
            streams = read_facts(path)
        except SessionDamaged:
            streams = []
        if any(stream.packets for stream in streams):
            if _is_mostly_unread(path, streams):
                _keep_original(path, actions)
            found.append(FoundMedia(path, streams))
            continue
        path.rename(path.with_name(path.name + BROKEN_SUFFIX))
        sync_folder(path.parent)
        actions.append(f"set {path.name} aside: nothing in it can be read")
    return found


def _is_mostly_unread(path: Path, streams: Sequence[StreamFacts]) -> bool:
    """Whether most of the file lies in no packet, as where the header of a track is damaged."""
    read = sum(stream.bytes + _PACKET_HEAD_BYTES * stream.packets for stream in streams)
    return read < path.stat().st_size // 2


def _keep_original(path: Path, actions: list[str]) -> None:
    """Give the file a second name under which it stays as it is when a copy takes its place."""
    kept = path.with_name(path.name + BROKEN_SUFFIX)
    if not kept.exists():
        kept.hardlink_to(path)
        sync_folder(path.parent)
        actions.append(f"kept {path.name} as {kept.name}: most of it cannot be read")


def found_segments(
    files: Sequence[FoundMedia], manifest: Manifest, end_ns: int
) -> tuple[Segment, ...]:
    """The files in their order, each ending where the next begins, the first from the start."""
    told = {segment.file: segment for segment in manifest.segments}
    segments: list[Segment] = []
    for file in files:
        name = file.path.name
        start_ns = 0
        if segments:
            start_ns = told[name].start_ns if name in told else file.first_ns
            segments[-1] = replace(segments[-1], end_ns=start_ns)
        width, height = (file.pictures.width, file.pictures.height) if file.pictures else (0, 0)
        segments.append(Segment(name, start_ns, end_ns, width, height))
    return tuple(segments)


def missing_stretches(
    files: Sequence[FoundMedia], segments: Sequence[Segment], gaps: Sequence[Gap]
) -> Iterator[Gap]:
    """What is gone before a file and between two, where no gap tells of it yet."""
    until_ns = 0
    for file, segment in zip(files, segments, strict=True):
        lost_before = segment.start_ns > 0 or file.path.name != MEDIA_FILE
        stretch = (until_ns, file.first_ns)
        if lost_before and stretch[1] - stretch[0] - excused_ns(gaps, *stretch) > _HOLE_NS:
            yield Gap(*stretch, GapReason.CRASH)
        until_ns = max(until_ns, file.shown_until_ns)


def torn_tracks(
    files: Sequence[FoundMedia], recorded_ns: int, gaps: Sequence[Gap]
) -> Iterator[Gap]:
    """What is missing of tracks that broke off well before the one that goes on for longest."""
    ends_ns: dict[TrackKind, int] = {}
    for stream in (stream for file in files for stream in file.streams):
        until_ns = stream.shown_until_ns if stream.packets else 0
        ends_ns[stream.kind] = max(ends_ns.get(stream.kind, 0), until_ns)
    for kind, until_ns in ends_ns.items():
        if recorded_ns - until_ns - excused_ns(gaps, until_ns, recorded_ns, kind) > _TORN_NS:
            yield Gap(until_ns, recorded_ns, GapReason.CRASH, kind)
