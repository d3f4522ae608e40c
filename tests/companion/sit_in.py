"""A recording with its companion open, as the tests of this room meet it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from observer.companion.client import CompanionClient, start_companion
from observer.database.library import open_library
from observer.intake.landing import land_session
from observer.model.annotation import Mark
from observer.model.plan import RecordingPlan
from observer.model.study import Study
from observer.recorder.client import RecorderClient, start_recording
from observer.session.reader import SessionReader
from tests.synthetic_session import synthetic_plan, wait_for_frames

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class SitIn:
    root: Path
    recorder: RecorderClient
    companion: CompanionClient

    @property
    def marks(self) -> list[Mark]:
        return SessionReader(self.recorder.folder).marks()


@contextmanager
def sit_in(
    root: Path,
    *,
    plan: RecordingPlan | None = None,
    tls: bool = False,
    study: Study | None = None,
) -> Iterator[SitIn]:
    """Records into `root`, with the session in the library and the page open on loopback."""
    recorder = start_recording(root, plan or synthetic_plan())
    try:
        wait_for_frames(recorder, 3)
        with open_library(root) as library:
            land_session(library, recorder.folder)
        companion = start_companion(
            root, recorder.folder, LOOPBACK, tls=tls, study=study, moderator="Mo"
        )
        try:
            yield SitIn(root, recorder, companion)
        finally:
            companion.close()
    finally:
        if recorder.is_running():
            recorder.stop()
