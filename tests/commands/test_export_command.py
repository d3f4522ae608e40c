"""What was said leaves in other tools' formats, and comes back, from the command line."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from observer.annotate.editor import Editor
from observer.cli import main
from observer.commands.bring_command import KINDS
from observer.database.library import open_library
from observer.export.drafts.files import JIRA
from observer.export.drafts.markdown import Tracker
from observer.export.leaving.format_names import DRAFT_FORMATS, FORMATS, TABLE_NAMES
from observer.export.tables.columns import TABLES
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind
from tests.database.builders import study
from tests.session.recordings import make_session


@dataclass
class Told:
    """What the command line said, and how it ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """The command line in this process, in a folder of the test's own."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, root: Path, *arguments: str) -> Told:
        with pytest.raises(SystemExit) as ended:
            main(["--library", str(root), *arguments])
        said = self._capsys.readouterr()
        return Told(int(ended.value.code or 0), said.out, said.err)

    def answer(self, root: Path, *arguments: str) -> Any:
        told = self.run(root, *arguments, "--json")
        assert told.code == 0, told.err
        return json.loads(told.out)


@pytest.fixture
def line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> CommandLine:
    monkeypatch.chdir(tmp_path)
    return CommandLine(capsys)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A session of two seconds with a severe moment and a quote, and its id."""
    root = tmp_path_factory.mktemp("library")
    made = make_session(root, 2.0)
    with open_library(root) as opened:
        opened.save_study(replace(study(), id="abcdefghjkmnpqrs"))
        row = land_session(opened, made.folder)
        editor = Editor(opened, row.id, "Ann")
        editor.add(AnnotationKind.FRICTION, 500_000_000, 900_000_000, 3, "Looks twice")
        editor.add(AnnotationKind.QUOTE, 1_000_000_000, quote="Where is it?")
    return root, row.id


def test_the_commands_choices_are_the_exporters() -> None:
    assert list(TABLES) == list(TABLE_NAMES)
    assert [*Tracker, JIRA] == list(DRAFT_FORMATS)
    assert [kind.value for kind in AnnotationKind] == list(KINDS)


def test_every_format_is_written_and_noted(
    line: CommandLine, library: tuple[Path, str], tmp_path: Path
) -> None:
    root, session = library
    for kind in FORMATS:
        if kind == "parquet":
            continue  # where pyarrow is missing, tests/export/tables says what comes of it
        facts = line.answer(root, "export", session, "--as", kind)
        for name in facts["files"]:
            content = (tmp_path / name).read_bytes()
            assert content
            for secret in (str(root), str(tmp_path), str(Path.home())):
                assert secret.encode() not in content
    with open_library(root) as opened:
        assert {note.kind for note in opened.exports(session)} == set(FORMATS) - {"parquet"}


def test_an_export_comes_back_into_another_session(
    line: CommandLine, library: tuple[Path, str], tmp_path: Path
) -> None:
    root, session = library
    make_session(tmp_path / "other", 2.0)
    (folder,) = (path for path in (tmp_path / "other").iterdir() if path.is_dir())
    for kind in ("boris", "elan", "vtt", "csv"):
        out = tmp_path / f"a.{'eaf' if kind == 'elan' else kind}"
        line.answer(root, "export", session, "--as", kind, "--out", str(out))
        facts = line.answer(tmp_path / "other", "bring", folder.name, str(out))
        # Ids travel along: what one format brought, the next knows.
        assert (facts["added"], facts["known"]) == ((2, 0) if kind == "boris" else (0, 2))
    shown = line.answer(tmp_path / "other", "show", folder.name)["annotations"]
    assert [(one["author"], one["note"], one["quote"]) for one in shown] == [
        ("Ann", "Looks twice", ""),
        ("Ann", "", "Where is it?"),
    ]


def test_an_issue_has_its_clip_and_still_beside_it(
    line: CommandLine, library: tuple[Path, str], tmp_path: Path
) -> None:
    root, session = library
    facts = line.answer(root, "export", session, "--as", "github", "--clips")
    names = [Path(file).name for file in facts["files"]]
    assert names == ["01-looks-twice.md", "01-looks-twice.mp4", "01-looks-twice.png"]
    page = (tmp_path / facts["files"][0]).read_text(encoding="utf-8")
    assert "01-looks-twice.mp4" in page
    assert (tmp_path / facts["files"][2]).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as", "csv"], "name a session"),
        (["SESSION", "--study", "Checkout", "--as", "csv"], "name a session"),
        (["SESSION", "--as", "vtt", "--of", "attempts"], "--as vtt writes moments, quotes, words"),
        (["SESSION", "--as", "csv", "--clips"], "github, gitlab, jira"),
        (["SESSION", "--as", "vtt", "--of", "words"], "no captions"),
        (["--study", "Nobody's", "--as", "csv"], "no study “Nobody's”"),
    ],
)
def test_what_cannot_be_exported_is_said(
    line: CommandLine, library: tuple[Path, str], tmp_path: Path, arguments: list[str], words: str
) -> None:
    root, session = library
    told = [session if one == "SESSION" else one for one in arguments]
    run = line.run(root, "export", *told)
    assert run.code in (1, 2)
    assert words in run.err
    assert not list(tmp_path.iterdir())


def test_a_file_of_that_name_stays_unless_told_otherwise(
    line: CommandLine, library: tuple[Path, str], tmp_path: Path
) -> None:
    root, session = library
    out = tmp_path / "a.csv"
    out.write_text("mine")
    told = ["export", session, "--as", "csv", "--out", str(out)]
    assert "is there already" in line.run(root, *told).err
    assert out.read_text() == "mine"
    assert line.run(root, *told, "--overwrite").code == 0
    assert out.read_text().startswith("id,")
