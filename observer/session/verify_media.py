"""Whether a session's media files hold what its manifest says, decoded packet by packet."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from observer.model.clock import NS_PER_MS, NS_PER_SECOND, ns_to_seconds
from observer.model.consent import TrackKind
from observer.model.errors import SessionDamaged
from observer.model.manifest import Manifest, Segment, SessionState
from observer.session.check import Check
from observer.session.decode import Decoded, decode_everything
from observer.session.gaps import excused_ns
from observer.session.layout import CAMERA_FILE, recording_files
from observer.session.media_facts import StreamFacts
from observer.session.reader import told_segments

# Two sound blocks: one on its way when the recording stops, one the device had not finished.
_TRACKS_AGREE_NS = NS_PER_SECOND // 5
# The camera gives way to the screen: where the machine is short, seconds pass between pictures.
_CAMERA_AGREES_NS = 5 * NS_PER_SECOND

_Files = Mapping[str, list[Decoded]]


def check_media(folder: Path, manifest: Manifest) -> Iterator[Check]:
    """Every check of the media files; none for a session of events only."""
    segments = told_segments(manifest)
    if segments:
        yield _check_segments(folder, manifest, segments)
    names = [segment.file for segment in segments]
    names += [CAMERA_FILE] * (manifest.track(TrackKind.CAMERA) is not None)
    if not names:
        return
    try:
        files = {name: decode_everything(folder / name) for name in names}
    except SessionDamaged as error:
        yield Check("packets", False, error.message)
        return
    yield _check_packets(files, manifest)
    yield _check_times(files)
    if segments:
        yield _check_lengths(files, manifest, segments)
    if CAMERA_FILE in files:
        yield _check_camera(files[CAMERA_FILE], manifest)


def _check_segments(folder: Path, manifest: Manifest, segments: tuple[Segment, ...]) -> Check:
    told = [segment.file for segment in segments]
    untold = [path.name for path in recording_files(folder) if path.name not in told]
    if untold:
        return Check("segments", False, f"the manifest does not name {', '.join(untold)}")
    apart = [after.file for before, after in pairwise(segments) if before.end_ns != after.start_ns]
    if segments[0].start_ns:
        apart.insert(0, segments[0].file)
    if apart:
        return Check("segments", False, f"{', '.join(apart)} does not begin where it should")
    last = segments[-1]
    if manifest.state is SessionState.CLOSED and last.end_ns != manifest.duration_ns:
        ends = f"{last.file} should end at {ns_to_seconds(last.end_ns):.2f} s"
        return Check("segments", False, f"{ends}, not with the session")
    files = "1 file" if len(segments) == 1 else f"{len(segments)} files that join"
    return Check("segments", True, files)


def _check_packets(files: _Files, manifest: Manifest) -> Check:
    streams = [stream for found in files.values() for stream in found]
    packets = sum(stream.facts.packets for stream in streams)
    failed = sum(stream.failed for stream in streams)
    missing = 0
    for kind in (TrackKind.SCREEN, TrackKind.CAMERA):
        # A damaged packet can also give no picture and no error, or not be found at all.
        video = [stream for stream in streams if stream.facts.kind is kind]
        pictures = sum(stream.frames for stream in video)
        stored = sum(stream.facts.packets for stream in video)
        track = manifest.track(kind)
        missing += max(0, stored - pictures, (track.items if track else 0) - pictures)
    if failed or missing or not packets:
        lost = f"{missing} pictures are missing, {failed} packets cannot be decoded"
        return Check("packets", False, f"{lost}, of {packets} packets found")
    return Check("packets", True, f"{packets} packets decoded")


def _check_times(files: _Files) -> Check:
    unsteady = [
        f"{stream.facts.name or stream.facts.kind} of {name}"
        for name, found in files.items()
        for stream in found
        if not stream.facts.rises
    ]
    if unsteady:
        return Check("timestamps", False, f"they do not rise in {', '.join(unsteady)}")
    return Check("timestamps", True, "they rise in every track")


def _check_lengths(files: _Files, manifest: Manifest, segments: tuple[Segment, ...]) -> Check:
    short = [
        *_wrong_pictures(files, manifest, segments),
        *_wrong_sound(files, manifest, segments),
    ]
    session = f"the session at {ns_to_seconds(manifest.duration_ns):.2f} s"
    if short:
        return Check("lengths", False, f"{', '.join(short)}, {session}")
    return Check("lengths", True, f"the tracks end within 0.2 s of {session}")


def _wrong_pictures(
    files: _Files, manifest: Manifest, segments: tuple[Segment, ...]
) -> Iterator[str]:
    """Files whose pictures do not fill their segment."""
    for segment in segments:
        for video in (s.facts for s in files[segment.file] if s.facts.is_video):
            start_ns, end_ns = segment.start_ns, segment.end_ns or manifest.duration_ns
            if start_ns and not _agree(manifest, start_ns, video.first_ns, video.kind):
                begins = f"begins at {ns_to_seconds(video.first_ns):.2f} s"
                yield f"{video.kind} of {segment.file} {begins}"
            if not _agree(manifest, video.end_ns, end_ns, video.kind):
                ends = f"ends at {ns_to_seconds(video.end_ns):.2f} s"
                yield f"{video.kind} of {segment.file} {ends}"


def _wrong_sound(files: _Files, manifest: Manifest, segments: tuple[Segment, ...]) -> Iterator[str]:
    """Sound that stops before the session, or does not go on in the next file where it stopped."""
    tracks: dict[TrackKind, list[StreamFacts]] = {}
    for segment in segments:
        for facts in (s.facts for s in files[segment.file] if not s.facts.is_video):
            tracks.setdefault(facts.kind, []).append(facts)
    for kind, parts in tracks.items():
        held = [facts for facts in parts if facts.packets]
        for before, after in pairwise(held):
            if not _agree(manifest, before.end_ns, after.first_ns, kind):
                stops = f"stops at {ns_to_seconds(before.end_ns):.2f} s"
                yield f"{kind} {stops} and goes on at {ns_to_seconds(after.first_ns):.2f} s"
        end_ns = held[-1].end_ns if held else 0
        if not _agree(manifest, end_ns, manifest.duration_ns, kind):
            yield f"{kind} ends at {ns_to_seconds(end_ns):.2f} s"


def _check_camera(streams: list[Decoded], manifest: Manifest) -> Check:
    """The camera may leave pictures out, but neither end early in silence nor run on."""
    facts = next((stream.facts for stream in streams if stream.facts.is_video), None)
    end_ns = facts.end_ns if facts else 0
    missing_ns = manifest.duration_ns - end_ns
    excused = excused_ns(manifest.gaps, end_ns, manifest.duration_ns, TrackKind.CAMERA)
    whole = -NS_PER_MS <= missing_ns <= _CAMERA_AGREES_NS + excused
    count = facts.packets if facts else 0
    return Check("camera", whole, f"{count} pictures, until {ns_to_seconds(end_ns):.2f} s")


def _agree(manifest: Manifest, one_ns: int, other_ns: int, kind: TrackKind) -> bool:
    start_ns, end_ns = sorted((one_ns, other_ns))
    excused = excused_ns(manifest.gaps, start_ns, end_ns, kind)
    return end_ns - start_ns <= _TRACKS_AGREE_NS + excused
