"""A session's tracks as the rules want them, and the looks at its pictures that they leave open."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

from observer.analysis.loudness import Loudness
from observer.analysis.picture_track import PictureTrack
from observer.analysis.signals.candidate import open_looks
from observer.analysis.signals.run import candidates_of, settled
from observer.analysis.signals.settings import DEFAULTS, SignalSettings
from observer.analysis.tracks import ShownText, Tracks
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.samples import InputKind
from observer.model.signal import Signal
from observer.model.sitting import Asking, Attempt
from observer.model.span import Span
from observer.session.change_track import compare_pictures, read_stirs
from observer.session.reader import SessionReader
from observer.session.waveform import peaks

_PEAKS_A_SECOND = 20
_RECORDED_HERE = "recorded"  # what a manifest's source says of our own recordings


def read_tracks(
    reader: SessionReader,
    *,
    attempts: Iterable[Attempt] = (),
    askings: Iterable[Asking] = (),
    words: Iterable[ShownText] = (),
    voice: bool = False,
) -> Tracks:
    """What the folder holds, with what the library knows of its tasks and questions.

    With `voice` the sound is decoded for how loud it is, which takes some ten seconds an hour.
    Raises SessionDamaged or MediaError.
    """
    manifest = reader.manifest
    kinds = {track.kind for track in manifest.tracks}
    events = tuple(reader.input_events())
    windows = tuple(reader.focus_changes())
    # Pictures of an imported film come whether anything changed or not.
    shows = bool(reader.segments) and manifest.source == _RECORDED_HERE
    stirs = read_stirs(reader) if shows else None
    ends = [events[-1].time_ns] if events else []
    ends += [stirs[-1].time_ns] if stirs else []
    duration_ns = manifest.duration_ns or max(ends, default=0)
    return Tracks(
        duration_ns,
        events,
        windows if TrackKind.FOCUS in kinds or windows else None,
        PictureTrack(stirs=stirs) if stirs else None,
        read_loudness(reader, duration_ns) if voice else None,
        tuple(sorted(attempts, key=lambda attempt: attempt.start_ns)),
        tuple(sorted(askings, key=lambda asking: asking.time_ns)),
        tuple(sorted(words, key=lambda shown: shown.time_ns)),
        tuple(
            Span(gap.start_ns, max(gap.start_ns, gap.end_ns))
            for gap in manifest.gaps
            if gap.track in {None, TrackKind.INPUT, TrackKind.SCREEN}
        ),
        max((segment.width for segment in reader.segments), default=0),
        max((segment.height for segment in reader.segments), default=0),
    )


def read_loudness(reader: SessionReader, duration_ns: int) -> Loudness | None:
    """How loud the microphone was; None where there is none. Raises MediaError."""
    buckets = max(1, duration_ns * _PEAKS_A_SECOND // NS_PER_SECOND)
    found = peaks(reader.media_paths, buckets, duration_ns)
    return Loudness(NS_PER_SECOND // _PEAKS_A_SECOND, tuple(found)) if found else None


def find_signals(
    reader: SessionReader,
    tracks: Tracks,
    settings: SignalSettings = DEFAULTS,
    cancelled: Callable[[], bool] = lambda: False,
    threads: int = 1,
) -> list[Signal]:
    """The session's signals; decodes the few pictures on which some hang. Raises MediaError.

    An hour of office work leaves some thirty looks, which take two seconds; `threads` share them.
    """
    candidates = candidates_of(tracks, settings)
    picture = tracks.picture
    if picture is None:
        return settled(candidates, None)
    pointer = _pointer_of(tracks)
    keyframes_ns = [stir.time_ns for stir in picture.stirs or () if stir.keyframe]
    while not cancelled() and (looks := open_looks(candidates, picture)):
        looked = compare_pictures(reader, looks, pointer, keyframes_ns, cancelled, threads)
        picture = replace(picture, looked={**picture.looked, **looked})
        if len(looked) < len(looks):  # cancelled on the way
            break
    return settled(candidates, picture)


def _pointer_of(tracks: Tracks) -> Callable[[int, int], list[tuple[int, int]]]:
    places = [event for event in tracks.events if event.kind is not InputKind.KEY]
    times = [event.time_ns for event in places]

    def between(from_ns: int, until_ns: int) -> list[tuple[int, int]]:
        first = max(0, bisect_left(times, from_ns) - 1)  # where it lay as the stretch began
        return [(event.x, event.y) for event in places[first : bisect_right(times, until_ns)]]

    return between
