import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from observer.model.errors import LibraryError, LibraryReadOnly
from tests.database.builders import annotation, manifest

NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """Root may write anywhere; so that refusal can be seen, act as nobody for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shown() -> Iterator[Path]:
    """A folder that everyone may look into, and only its owner write."""
    with tempfile.TemporaryDirectory(prefix="observer-library-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_said_so(shown: Path) -> None:
    open_library(shown / "library").close()
    for folder in (shown, shown / "library"):
        folder.chmod(0o555)
    with without_rights():
        for folder in (shown / "library", shown / "not-there-yet"):
            with pytest.raises(LibraryReadOnly, match="cannot be written") as caught:
                open_library(folder)
            assert str(folder) in caught.value.message
    (shown / "library").chmod(0o755)


def test_a_database_that_becomes_read_only_is_said_so(library: Library) -> None:
    library._connection._database.execute("PRAGMA query_only=on")
    with pytest.raises(LibraryReadOnly, match="cannot be written"):
        library.add_annotation(annotation())


def test_a_file_where_the_folder_should_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("not a folder")
    with pytest.raises(LibraryReadOnly, match="cannot be written"):
        open_library(tmp_path / "library")


def test_a_folder_where_the_database_should_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    with pytest.raises(LibraryReadOnly, match="cannot be written"):
        open_library(tmp_path)


def say_until_refused(library: Library, kept: list[str]) -> None:
    for _ in range(1000):
        said = annotation("x" * 2000)
        library.add_annotation(said)
        kept.append(said.id)


def test_a_full_disk_is_said_so_and_loses_nothing(library: Library) -> None:
    database = library._connection._database
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count={pages}")
    kept: list[str] = []
    with pytest.raises(LibraryReadOnly, match="is full"):
        say_until_refused(library, kept)
    database.execute("PRAGMA max_page_count=1000000")
    assert [one.id for one in library.annotations(manifest().id)] == kept
    library.add_annotation(annotation("after"))


@pytest.mark.parametrize(
    "content", [b"this is no database " * 100, b"SQLite format 3\x00" + b"x" * 4096]
)
def test_a_damaged_database_is_said_so_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="is damaged") as caught:
        open_library(tmp_path)
    assert "recordings stay" in caught.value.remedy
    assert path.read_bytes() == content


def test_a_library_kept_busy_is_said_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library._connection._database.execute("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(library.folder / "library.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="busy"):
            library.add_annotation(annotation())
    library.add_annotation(annotation())


def test_a_broken_constraint_is_a_defect_and_looks_like_one(library: Library) -> None:
    said = annotation()
    library.add_annotation(said)
    with pytest.raises(sqlite3.IntegrityError):
        library.add_annotation(said)
