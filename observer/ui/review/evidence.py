"""What was recorded besides the picture, read in the background when a session opens."""

from dataclasses import dataclass
from pathlib import Path

from observer.model.consent import TrackKind
from observer.model.manifest import Manifest
from observer.model.samples import InputEvent
from observer.session.first_picture import first_picture_ns
from observer.session.pictures import RecordingPictures
from observer.session.reader import SessionReader
from observer.session.waveform import peaks, waveform_buckets
from observer.ui.background import Progress
from observer.ui.review.lanes.input import Activity, activity_of
from observer.ui.review.lanes.lane import say
from observer.ui.review.lanes.window import Stay, stays
from observer.ui.review.picture.hand import Hand, hand_of
from observer.ui.review.recording import Recording, recording_of


@dataclass(frozen=True, slots=True)
class Opened:
    """What the player needs before it can start."""

    reader: SessionReader
    recording: Recording
    duration_ns: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Input, windows and the times of all pictures."""

    events: list[InputEvent]
    activity: Activity
    stays: list[Stay]
    frame_times_ns: list[int]
    hand: Hand


def open_folder(folder: Path) -> Opened:
    """The manifest, and what there is to play.

    Raises SessionError or MediaError. A session that was never closed states no length: its media
    does.
    """
    reader = SessionReader(folder)
    duration_ns = reader.manifest.duration_ns
    if not duration_ns and reader.segments:
        with RecordingPictures(reader) as pictures:
            duration_ns = pictures.duration_ns
    return Opened(reader, recording_of(reader, duration_ns), duration_ns)


def read_evidence(opened: Opened) -> Evidence:
    """Everything small. Raises SessionError or MediaError."""
    frame_times: list[int] = []
    files = opened.recording.files
    if files and first_picture_ns(files[0].path) is not None:
        with RecordingPictures(opened.reader) as pictures:
            frame_times = pictures.frame_times_ns()
    changes = list(opened.reader.focus_changes())
    events = list(opened.reader.input_events())
    activity = activity_of(events)
    return Evidence(
        events, activity, stays(changes, opened.duration_ns), frame_times, hand_of(events)
    )


def read_waveform(opened: Opened, kind: TrackKind, progress: Progress) -> list[float]:
    """A sound's peaks, empty where there is no such sound. Raises MediaError or Cancelled."""
    buckets = waveform_buckets(opened.duration_ns)
    paths = opened.reader.media_paths
    return peaks(paths, buckets, opened.duration_ns, progress.cancelled, kind)


def absence_words(manifest: Manifest, kind: TrackKind) -> str:
    """Why a lane is empty: it was not agreed to, not recorded, or nothing happened."""
    if manifest.source == "recorded" and not manifest.consent.allows(kind):
        return {
            TrackKind.MICROPHONE: say(
                "The participant did not agree to their voice being recorded"
            ),
            TrackKind.INPUT: say("The participant did not agree to input being recorded"),
        }.get(kind, say("The participant did not agree to this being recorded"))
    if manifest.track(kind) is None:
        return {
            TrackKind.MICROPHONE: say("Recorded without sound"),
            TrackKind.INPUT: say("Mouse and keyboard were not recorded"),
            TrackKind.FOCUS: say("Windows were not recorded"),
        }.get(kind, say("Not recorded"))
    return {
        TrackKind.MICROPHONE: say("No sound was recorded"),
        TrackKind.INPUT: say("Neither mouse nor keyboard was touched"),
        TrackKind.FOCUS: say("No window came to the front"),
    }.get(kind, say("Nothing happened"))
