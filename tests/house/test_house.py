"""What neither ruff, mypy nor import-linter can say about the house."""

import ast
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400  # lines; more holds more than one idea
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "stuff"}
PROGRAMS = ("observe", "check", ".ci/run")
SHELL = (*PROGRAMS, "packaging/setup.sh")

SOURCES = sorted((*ROOT.glob("observer/**/*.py"), *ROOT.glob("tests/**/*.py")))
ROOMS = sorted(file.parent for file in ROOT.glob("observer/**/__init__.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_files_to_look_at() -> None:
    assert len(SOURCES) > 100
    assert len(ROOMS) > 10


def test_no_file_is_longer_than_anyone_reads() -> None:
    lengths = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_room_says_what_it_is_for(room: Path) -> None:
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))


def test_every_file_says_what_it_holds() -> None:
    mute = [
        name_of(file)
        for file in ROOT.glob("observer/**/*.py")
        if not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]
    assert mute == []


def test_no_name_stands_for_whatever_was_left_over() -> None:
    vague = [
        name_of(path)
        for file in SOURCES
        for path in (file, file.parent)
        if VAGUE_NAMES & set(path.stem.removeprefix("test_").split("_"))
    ]
    assert vague == []


@pytest.mark.parametrize(
    "lock", [*ROOT.glob("*.lock"), *ROOT.glob("packaging/*.lock")], ids=name_of
)
def test_a_lock_holds_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE | re.IGNORECASE)
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pinned) == len(entries) > 0
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_locks_hold_every_dependency_and_the_same_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    run, tests = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-dev.lock")
    )
    assert names_of(project["dependencies"]) <= set(run)
    assert names_of(project["optional-dependencies"]["dev"]) <= set(tests)
    assert run.items() <= tests.items()


def names_of(requirements: list[str]) -> set[str]:
    plain = (re.split(r"[<>=\[]", text)[0] for text in requirements)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in plain}


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    told = names_of(re.findall(r"[\w-]+", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert names_of(wanted) - told == set()


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_can_be_run(program: str) -> None:
    assert os.access(ROOT / program, os.X_OK)


@pytest.mark.parametrize("program", SHELL)
def test_a_program_is_sound_shell(program: str) -> None:
    subprocess.run(["bash", "-n", str(ROOT / program)], check=True)


@pytest.mark.parametrize(
    "page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
)
def test_a_page_points_at_files_that_are_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in t]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_map_names_files_that_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    files = re.findall(r"`((?:[\w.]+/)+\w+\.py)`", text.replace("`tests/", "`../tests/"))
    assert len(files) > 10
    assert [
        f for f in files if not (ROOT / f).exists() and not (ROOT / "observer" / f).exists()
    ] == []


def test_the_menu_entry_is_valid() -> None:
    entry = ROOT / "packaging" / "observer.desktop"
    subprocess.run(["desktop-file-validate", str(entry)], check=True)


def test_the_software_centre_can_read_about_it() -> None:
    metadata = ROOT / "packaging" / "io.github.observer.Observer.metainfo.xml"
    answer = subprocess.run(
        ["appstreamcli", "validate", "--no-net", str(metadata)],
        capture_output=True,
        text=True,
        check=False,  # asserted with what it says
    )
    assert answer.returncode == 0, answer.stdout


def test_the_version_is_said_in_one_voice() -> None:
    from observer import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    metadata = (ROOT / "packaging" / "io.github.observer.Observer.metainfo.xml").read_text("utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.search(r'<release version="([^"]+)"', metadata)
    newest = re.search(r"^## (\d[\w.]*)", changes, re.MULTILINE)
    assert released
    assert newest
    assert {project["version"], released[1], newest[1]} == {__version__}
