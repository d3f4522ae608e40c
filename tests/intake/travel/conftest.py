from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from observer.annotate.editor import Editor
from observer.database.library import Library, open_library
from observer.intake.landing import land_session
from observer.intake.travel.pack import pack_session
from observer.intake.travel.unpack import UnpackReport, unpack_session
from observer.model.annotation import AnnotationKind
from tests.database.builders import study
from tests.session.recordings import make_session


@dataclass
class Place:
    """One person's library."""

    root: Path
    library: Library
    session_id: str = ""

    def editor(self, who: str) -> Editor:
        return Editor(self.library, self.session_id, who)

    def folder(self) -> Path:
        return self.root / self.library.session(self.session_id).folder

    def pack(self, out: Path) -> Path:
        return pack_session(self.library, self.folder(), out)

    def unpack(self, path: Path) -> UnpackReport:
        report = unpack_session(self.library, self.root, path)
        self.session_id = report.row.id
        return report

    def said(self) -> dict[str, object]:
        """All that people said, in a form that two libraries can be compared by."""
        library, session_id = self.library, self.session_id
        return {
            "annotations": {
                kept.said.id: (replace(kept.said, changed_at=""), kept.removed_at is None)
                for kept in library.kept_annotations(session_id)
            },
            "comments": {
                kept.comment.id: (kept.comment.text, kept.removed_at is None)
                for kept in library.kept_comments(session_id)
            },
            "changes": {change.id for change in library.kept_changes(session_id)},
            "attempts": library.attempts(session_id),
            "answers": library.answers(session_id),
            "debriefs": library.debriefs(session_id),
        }


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Place]:
    """A library with a described study, one recorded session and a moment in it."""
    root = tmp_path / "ann"
    made = make_session(root, 1.0)
    with open_library(root) as library:
        library.save_study(replace(study(made.manifest.study), id="abcdefghjkmnpqrs"))
        row = land_session(library, made.folder)
        place = Place(root, library, row.id)
        place.editor("Ann").add(AnnotationKind.FRICTION, 100, severity=2, note="Looks twice")
        yield place


@pytest.fixture
def bob(tmp_path: Path) -> Iterator[Place]:
    """An empty library."""
    with open_library(tmp_path / "bob") as library:
        yield Place(tmp_path / "bob", library)
