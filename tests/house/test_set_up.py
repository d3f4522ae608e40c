"""Setting up: what counts as set up, what is installed and what is said where nothing can be."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NO_ROOT = 'id() { echo 1000; }; command() { [ "$2" != sudo ] && builtin command "$@"; }'
NO_APT = 'command() { [ "$2" != apt-get ] && builtin command "$@"; }'


def shell(here: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Runs a few lines with packaging/setup.sh of that checkout."""
    return subprocess.run(
        ["bash", "-euc", f'here="{here}"; . "$here/packaging/setup.sh"; {script}'],
        capture_output=True,
        text=True,
        check=False,  # each test says what it expects
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that was set up to run, so far as set-up can tell."""
    here = tmp_path / "a place with spaces"
    shutil.copytree(ROOT / "packaging", here / "packaging")
    for lock in ROOT.glob("*.lock"):
        shutil.copy(lock, here)
    (here / ".venv" / "bin").mkdir(parents=True)
    (here / ".venv" / "bin" / "python").symlink_to(sys.executable)
    assert shell(here, 'stamp run > "$venv/stamp-run"').returncode == 0
    return here


def ready(here: Path, level: str) -> bool:
    return shell(here, f"is_ready {level}").returncode == 0


def test_what_was_set_up_is_not_set_up_again(checkout: Path) -> None:
    assert ready(checkout, "run")
    assert not ready(checkout, "stage")
    assert not ready(checkout, "tests")


def test_what_the_tests_need_holds_what_a_run_needs(checkout: Path) -> None:
    (checkout / ".venv" / "stamp-run").unlink()
    shell(checkout, 'stamp tests > "$venv/stamp-tests"')
    assert all(ready(checkout, level) for level in ("run", "stage", "tests"))


@pytest.mark.parametrize(
    "file", ["requirements.lock", "packaging/build.lock", "packaging/debian-packages.txt"]
)
def test_another_package_asks_for_another_set_up(checkout: Path, file: str) -> None:
    with (checkout / file).open("a") as lock:
        lock.write("# one more\n")
    assert not ready(checkout, "run")


def test_another_python_asks_for_another_set_up(checkout: Path, tmp_path: Path) -> None:
    other = tmp_path / "python3.99"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(other)
    assert not ready(checkout, "run")


def test_a_moved_checkout_asks_for_another_set_up(checkout: Path) -> None:
    assert not ready(checkout.rename(checkout.with_name("elsewhere")), "run")


def test_an_interrupted_set_up_is_neither_ready_nor_built_upon(checkout: Path) -> None:
    (checkout / ".venv-unfinished").touch()
    assert not ready(checkout, "run")
    assert shell(checkout, "is_usable").returncode != 0


def test_missing_packages_are_found_and_installed_ones_are_not() -> None:
    answer = shell(ROOT, "missing_packages bash observer-is-no-package coreutils nor-is-this")
    assert answer.stdout.split() == ["observer-is-no-package", "nor-is-this"]


def test_a_package_that_another_one_provides_is_not_missing() -> None:
    answer = shell(ROOT, "missing_packages awk observer-is-no-package")  # mawk's, or gawk's
    assert answer.stdout.split() == ["observer-is-no-package"]


def test_lists_are_read_without_their_comments(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("# why\nbash\n\ngit # for whom\n")
    assert shell(ROOT, f'list_packages "{tmp_path}/list"').stdout.split() == ["bash", "git"]


def test_who_may_not_install_is_told_the_line_to_run(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("bash\nobserver-is-no-package\n")
    answer = shell(ROOT, f'{NO_ROOT}; install_packages "{tmp_path}/list"')
    assert answer.returncode != 0
    assert answer.stdout == ""
    line = "Run as root: apt-get install --no-install-recommends observer-is-no-package"
    assert line in answer.stderr


def test_a_system_without_apt_is_told_what_is_needed_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("observer-is-no-package\n")
    answer = shell(ROOT, f'{NO_APT}; install_packages "{tmp_path}/list"')
    assert answer.returncode == 0
    assert "Debian calls: observer-is-no-package" in answer.stderr


def test_a_python_that_is_too_old_is_named(checkout: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    answer = shell(checkout, f'OBSERVER_PYTHON="{old}"; make_environment run')
    assert answer.returncode == 1
    assert "Python 3.11 or later is needed" in answer.stderr


@pytest.mark.skipif(not ready(ROOT, "run"), reason="this checkout was not set up by ./check")
def test_a_second_start_from_anywhere_costs_next_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise SystemExit('a file of the user was imported')")
    (tmp_path / "link").symlink_to(ROOT / "observe")
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "DISPLAY": ":987"}
    programs = (["./link"], [str(ROOT / ".venv/bin/python"), "-P", "-m", "observer"])
    seconds = []
    for program in programs:
        start = time.monotonic()
        answer = subprocess.run(
            [*program, "--version"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        seconds.append(time.monotonic() - start)
        assert answer.stdout.startswith("observer, version ")
        assert answer.stderr == ""
    assert seconds[0] - seconds[1] < 1.0
