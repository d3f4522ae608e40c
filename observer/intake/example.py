"""The example session that comes with Observer: a recorded sit-in to try everything on.

`sessions/example` holds the session's folder as any other, the study it belongs to, and what was
said of it; `python -m tests.make_example` makes it.
"""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.landing import land_session
from observer.intake.shipped import shipped_folder
from observer.intake.study_file import read_study
from observer.model.annotation import Annotation, ReviewState
from observer.model.errors import ObserverError, SessionNotFound
from observer.model.identity import folder_name
from observer.model.manifest import Manifest
from observer.model.sitting import Attempt
from observer.session.disk import disk_errors
from observer.session.manifest_file import read_manifest

STUDY_FILE = "study.toml"
SAID_FILE = "said.json"
RECORDING_FOLDER = "recording"


@dataclass(frozen=True, slots=True)
class ExampleWords:
    """What people, and rules, say of the example; the suggestions wait for somebody to judge."""

    segment_id: str
    attempts: tuple[Attempt, ...]
    annotations: tuple[Annotation, ...]
    suggestions: tuple[Annotation, ...]


def add_example(library: Library, root: Path) -> SessionRow:
    """Bring the example into the library as if it had been recorded there.

    What is said of it by hand stays where it is there already. Raises ObserverError where it was
    not installed, LibraryError or LibraryReadOnly.
    """
    source = shipped_folder("example", Path("sessions") / "example")
    if source is None:
        raise ObserverError(
            "The example session was not installed with Observer",
            "Install Observer again, or try a rehearsal: it records a session like it",
        )
    recording = source / RECORDING_FOLDER
    manifest = read_manifest(recording)
    try:
        row = library.session(manifest.id)
    except SessionNotFound:
        row = None
    if row is None or not (root / row.folder).is_dir():
        folder = _copy(recording, root, manifest)
        land_session(library, folder)
    if row is None:
        said = msgspec.json.decode((source / SAID_FILE).read_bytes(), type=ExampleWords)
        _say(library, source, manifest, said)
    return library.session(manifest.id)


def _copy(recording: Path, root: Path, manifest: Manifest) -> Path:
    """The recording's folder in the library, whole at once: half a session would be found torn."""
    day = datetime.fromisoformat(manifest.clock.wall_start).date()
    folder = root / folder_name(day, manifest.study, manifest.participant, manifest.id)
    with (
        disk_errors(root),
        tempfile.TemporaryDirectory(prefix=".example-", dir=root) as unfinished,
    ):
        copied = Path(unfinished) / RECORDING_FOLDER
        shutil.copytree(recording, copied, copy_function=shutil.copyfile)
        copied.rename(folder)
    return folder


def _say(library: Library, source: Path, manifest: Manifest, said: ExampleWords) -> None:
    study = read_study(source / STUDY_FILE)
    with library.together():
        library.save_study(study)
        library.set_segment(study.name, manifest.participant, said.segment_id)
        for attempt in said.attempts:
            library.save_attempt(attempt)
        landed = {annotation.id for annotation in library.annotations(manifest.id)}
        for annotation in said.annotations:
            if annotation.id in landed:
                library.replace_annotation(annotation)
            else:
                library.add_annotation(annotation)
        library.suggest(manifest.id, said.suggestions)
        library.set_review_state(manifest.id, ReviewState.IN_REVIEW)
