"""Findings from the command line: listed, followed up, dated, and taken back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from observer.database.library import open_library
from tests.analysis.kept_study import keep


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with open_library(tmp_path) as library:
        keep(library)
    return tmp_path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "observer", "--library", str(root), "finding", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_findings_are_listed_the_worst_first_with_what_became_of_them(root: Path) -> None:
    words = run(root, "Checkout").stdout.splitlines()
    assert words[0].startswith("total  3  The total comes late: 80% (36% to 98%, n = 5)")
    assert words[1] == "  open"
    assert words[2] == (
        "  before 2026-11-14: 100% (38% to 100%, n = 3); since: 50% (9% to 91%, n = 2);"
        " chance could explain it"
    )
    assert words[3].startswith("code  4  Post code refused")


def test_a_finding_is_called_fixed_with_its_date_and_issue_in_one_step(root: Path) -> None:
    address = "https://tracker.example/shop/7"
    done = run(
        root, "Checkout", "the total", "--state", "fixed", "--fixed-at", "2026-11-13", "--issue",
        address, "--json",
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert (told["state"], told["seen_again"], told["issue"]) == ("fixed", True, address)
    assert (told["before"]["count"], told["after"]["count"]) == (2, 3)
    assert told["moments_since"] == ["m3-30", "m5-30"]
    assert told["beyond_chance"] is False
    assert "seen again after the release · https" in run(root, "Checkout", "total").stdout
    assert "Undone: " in run(root, "Checkout", "--undo").stdout
    (first, _) = json.loads(run(root, "Checkout", "--json").stdout)
    assert (first["state"], first["fixed_at"], first["issue"]) == ("open", "2026-11-14", "")


def test_what_nobody_can_mean_is_said_in_one_line(root: Path) -> None:
    assert "Those there are: “The total comes late”" in run(root, "Checkout", "basket").stderr
    assert "written as 2026-11-22" in run(root, "Checkout", "code", "--fixed-at", "soon").stderr
    assert "name the finding" in run(root, "Checkout", "--issue", "7").stderr
