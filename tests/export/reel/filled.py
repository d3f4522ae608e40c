"""A library with a study, sessions of two sizes in it, and what was said of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree

import pytest

from observer.database.library import Library, open_library
from observer.intake.landing import land_session
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.clock import seconds_to_ns
from observer.model.identity import new_id
from observer.model.study import Study, Task
from observer.session.manifest_file import read_manifest, write_manifest
from tests.bench.long_recording import make_long_recording
from tests.session.recordings import make_session

PAY = Task("pay", "Pay with a saved card")
FIND = Task("find", "Find the delivery date")


@dataclass(frozen=True)
class Filled:
    """`office` and `twin` are at 1080p with a voice, `small` is a tiny one of another size."""

    library: Library
    study: Study
    office: str
    twin: str
    small: str

    def folder(self, session_id: str) -> Path:
        return self.library.folder / self.library.session(session_id).folder


@pytest.fixture(scope="session")
def drawn_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_long_recording(tmp_path_factory.mktemp("office"), 14 / 60)


@pytest.fixture
def filled(drawn_office: Path, tmp_path: Path) -> Iterator[Filled]:
    root = tmp_path / "sessions"
    made = []
    for participant in ("P01", "P02"):
        folder = copytree(drawn_office, root / f"2026-11-21-checkout-{participant}-abcd")
        manifest = replace(read_manifest(folder), id=new_id(), participant=participant)
        write_manifest(folder, manifest)
        made.append(folder)
    made.append(make_session(root, 4.0).folder)
    with open_library(root) as library:
        rows = [land_session(library, folder) for folder in made]
        study = library.study_by_name("Checkout")
        assert study is not None
        library.save_study(replace(study, tasks=(PAY, FIND)))
        known = library.study_by_name("Checkout")
        assert known is not None
        yield Filled(library, known, *(row.id for row in rows))


def say(
    filled: Filled, session_id: str, at_s: float, severity: int, note: str, **fields: str
) -> Annotation:
    """A friction moment of one second."""
    start_ns = seconds_to_ns(at_s)
    moment = Annotation(
        id=new_id(),
        session_id=session_id,
        author="Ada",
        kind=AnnotationKind.FRICTION,
        start_ns=start_ns,
        end_ns=start_ns + seconds_to_ns(1),
        severity=severity,
        note=note,
        created_at="2026-11-22T09:00:00+00:00",
        changed_at="2026-11-22T09:00:00+00:00",
        **fields,  # type: ignore[arg-type]  # words alone
    )
    filled.library.add_annotation(moment)
    return moment
