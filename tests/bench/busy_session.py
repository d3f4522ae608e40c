"""Three hours of a busy sit-in: 200,000 input events, 2,000 annotations, without waiting for it.

`python -m tests.bench.busy_session LIBRARY` makes one to look at.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date
from heapq import merge
from pathlib import Path

import numpy as np

from observer.database.library import open_library
from observer.intake.landing import land_session
from observer.model.annotation import Annotation, AnnotationKind, Standing
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.manifest import Health
from observer.model.samples import (
    FocusChange,
    InputEvent,
    InputKind,
    KeyClass,
    Sample,
    SoundBlock,
    SoundFormat,
)
from observer.model.sink import TrackFormat
from observer.model.sitting import Attempt, Outcome
from observer.model.study import Code, Study, Task
from observer.session.folder import create_folder
from observer.session.writer import SessionWriter
from tests.long_session import Encoder
from tests.session.recordings import new_manifest

SECONDS = 3 * 3600
EVENTS = 200_000
ANNOTATIONS = 2_000
AUTHORS = ("Ada", "Ben", "Chloe")
RATE_HZ = 8_000
_WIDTH, _HEIGHT = 320, 200
_PICTURES_A_SECOND = 4
_FOCUS_EVERY_S = 9
_NOTES = (
    "Looks for the total twice",
    "Post code refused without a reason, tries three spellings of it",
    "Continue does nothing: six clicks",
    "Says the price is not what the first page told",
    "Goes back to the basket to check the delivery date",
    "",
)
_CODES = (
    *("error message", "payment", "price", "delivery"),
    *("search", "trust", "wording", "hand-over"),
)
_RULES = ("rage-clicks", "hesitation", "back-and-forth", "dead-clicks")


def make_busy_session(library_folder: Path, seconds: int = SECONDS) -> str:
    """The id of a session in the library, with all that is said about it."""
    manifest = new_manifest()
    day = date(2026, 11, 21)
    folder = create_folder(library_folder, manifest.study, manifest.participant, manifest.id, day)
    encoder = Encoder(TrackKind.SCREEN, _WIDTH, _HEIGHT)
    formats = [
        TrackFormat(TrackKind.SCREEN, encoder.format),
        TrackFormat(TrackKind.MICROPHONE, SoundFormat(RATE_HZ, 1)),
        TrackFormat(TrackKind.INPUT),
        TrackFormat(TrackKind.FOCUS),
    ]
    writer = SessionWriter(folder, manifest, formats)
    streams = (_pictures(encoder, seconds), _sound(seconds), _events(seconds), _windows(seconds))
    for _, _, sample in merge(*streams):
        writer.write(sample)
    writer.close(seconds * NS_PER_SECOND, Health())
    with open_library(library_folder) as library:
        row = land_session(library, folder)
        study = _study(library.study_by_name(row.study))
        with library.together():
            library.save_study(study)
            for attempt in _attempts(row.id, study, seconds):
                library.save_attempt(attempt)
            library.land_annotations(annotations(row.id, seconds))
        library.suggest(row.id, suggestions(row.id, seconds))
    return row.id


def annotations(session_id: str, seconds: int) -> list[Annotation]:
    """What three people say, in rising time: points and stretches, with codes."""
    chance = random.Random(2)
    times = sorted(chance.uniform(0, seconds - 60) for _ in range(ANNOTATIONS))
    return [_annotation(session_id, number, time_s, chance) for number, time_s in enumerate(times)]


def _annotation(session_id: str, number: int, time_s: float, chance: random.Random) -> Annotation:
    start_ns = round(time_s * NS_PER_SECOND)
    length_s = chance.choice((0, 0, 0, 4, 12, 50))
    codes = chance.sample([f"code-{n}" for n in range(8)], chance.choice((0, 0, 1, 1, 2, 3)))
    return Annotation(
        id=f"{session_id}-{number}",
        session_id=session_id,
        author=chance.choice(AUTHORS),
        kind=chance.choice(list(AnnotationKind)),
        start_ns=start_ns,
        end_ns=start_ns + length_s * NS_PER_SECOND,
        severity=chance.choice((None, 0, 1, 2, 3, 4)),
        note=chance.choice(_NOTES),
        created_at="2026-11-21T10:00:00+00:00",
        changed_at="2026-11-21T10:00:00+00:00",
        codes=tuple(codes),
    )


def suggestions(session_id: str, seconds: int) -> list[Annotation]:
    """What rules suspect, some ninety times an hour."""
    chance = random.Random(3)
    times = sorted(chance.uniform(0, seconds - 60) for _ in range(seconds // 40))
    return [
        Annotation(
            id=f"{session_id}-suggested-{number}",
            session_id=session_id,
            author="",
            kind=AnnotationKind.FRICTION,
            start_ns=round(time_s * NS_PER_SECOND),
            end_ns=round((time_s + chance.uniform(2, 15)) * NS_PER_SECOND),
            severity=None,
            note="",
            created_at="2026-11-21T10:00:00+00:00",
            changed_at="2026-11-21T10:00:00+00:00",
            rule=chance.choice(_RULES),
            reason="6 clicks within 40 pixels in 3.1 s; nothing changed",
            standing=Standing.SUGGESTED,
        )
        for number, time_s in enumerate(times)
    ]


def _study(study: Study | None) -> Study:
    assert study is not None
    titles = ("Find the kettle", "Change the quantity", "Pay", "Follow the parcel")
    return Study(
        study.id,
        study.name,
        tasks=tuple(
            Task(f"task-{n}", title, expected_ns=600 * NS_PER_SECOND)
            for n, title in enumerate(titles)
        ),
        codebook=tuple(Code(f"code-{n}", name) for n, name in enumerate(_CODES)),
    )


def _attempts(session_id: str, study: Study, seconds: int) -> Iterator[Attempt]:
    outcomes = (*Outcome, None)
    length_ns = seconds * NS_PER_SECOND // 14
    for number in range(13):
        start_ns = number * length_ns + length_ns // 8
        task = study.tasks[number % len(study.tasks)]
        end_ns = start_ns + length_ns * 3 // 4
        outcome = outcomes[number % len(outcomes)]
        yield Attempt(f"attempt-{number}", session_id, task.id, start_ns, end_ns, outcome)


Stream = Iterator[tuple[int, int, Sample]]
"""Samples with their moment and their stream's number, which orders those of one moment."""


def _pictures(encoder: Encoder, seconds: int) -> Stream:
    step_ms = 1000 // _PICTURES_A_SECOND
    rows = _HEIGHT * 3 // 2
    for at_ms in range(10, seconds * 1000, step_ms):
        pixels = np.full((rows, _WIDTH), 128, np.uint8)
        page = at_ms // 30_000
        pixels[:_HEIGHT] = 60 + page * 37 % 160
        pixels[20 : 40 + at_ms // 250 % 100, 40:200] = 230
        yield at_ms * NS_PER_MS, 0, encoder.encode(at_ms, pixels)


def _sound(seconds: int) -> Stream:
    """Three seconds of speech in ten: silence costs nothing to encode."""
    at = np.arange(RATE_HZ // 10) / RATE_HZ
    spoken = (6000 * np.sin(2 * np.pi * 140 * at) * np.sin(2 * np.pi * 5 * at)).astype(np.int16)
    silent = np.zeros(len(at), np.int16)
    for number in range(seconds * 10):
        pcm = spoken if number // 10 % 10 < 3 and number % 600 < 300 else silent
        at_ns = number * NS_PER_SECOND // 10
        yield at_ns, 1, SoundBlock(TrackKind.MICROPHONE, at_ns, pcm.tobytes())


def _events(seconds: int) -> Stream:
    chance = random.Random(1)
    step_ns = seconds * NS_PER_SECOND // EVENTS
    for number in range(EVENTS):
        at_ns, x, y = number * step_ns, chance.randrange(_WIDTH), chance.randrange(_HEIGHT)
        kind = number % 40
        if kind == 0:
            event = InputEvent(at_ns, InputKind.PRESS, x, y, button="left")
        elif kind == 1:
            event = InputEvent(at_ns, InputKind.RELEASE, x, y, button="left")
        elif kind < 8 and number // 1000 % 3 == 0:
            event = InputEvent(at_ns, InputKind.KEY, x, y, key_class=KeyClass.CHARACTER)
        else:
            event = InputEvent(at_ns, InputKind.MOVE, x, y)
        yield at_ns, 2, event


def _windows(seconds: int) -> Stream:
    chance = random.Random(4)
    for at_s in range(0, seconds, _FOCUS_EVERY_S):
        application = chance.choice(("shop", "shop", "mail", "files", "calendar"))
        at_ns = at_s * NS_PER_SECOND
        yield at_ns, 3, FocusChange(at_ns, application, f"Page {chance.randrange(40)}")


if __name__ == "__main__":
    sys.stdout.write(make_busy_session(Path(sys.argv[1])) + "\n")
