import json
import subprocess
import sys
from pathlib import Path

import pytest

from observer.database.library import open_library
from tests.export.reports.rich_study import keep_rich


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    with open_library(folder) as library:
        keep_rich(library, folder, people=2)
    return folder


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "observer", "--library", str(root), "report", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_a_report_lies_in_the_librarys_own_folder_unless_told(root: Path) -> None:
    told = run(root, "Checkout, autumn", "--json")
    out = root / "reports" / "checkout-autumn-report.html"
    assert json.loads(told.stdout) == {"report": str(out), "form": "html", "missing": []}
    assert out.read_text("utf-8").lstrip().startswith("<!doctype html>")
    again = run(root, "autumn")
    assert again.returncode == 1
    assert "is there already" in again.stderr


def test_the_name_says_what_it_is_to_be(root: Path, tmp_path: Path) -> None:
    assert run(root, "autumn", "--out", str(tmp_path / "a.md")).returncode == 0
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Checkout")
    refused = run(root, "autumn", "--out", str(tmp_path / "a.doc"))
    assert refused.returncode == 1
    assert "End its name in .html, .pdf or .md" in refused.stderr
    assert not (tmp_path / "a.doc").exists()


def test_clips_are_in_the_page_and_play(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    assert run(root, "autumn", "--clips", "--out", str(page)).returncode == 0
    content = page.read_text("utf-8")
    assert content.count('src="data:video/mp4;base64,') == 5
    assert [one.name for one in tmp_path.iterdir()] == ["a.html"]


def test_the_team_is_named_only_when_asked(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    assert run(root, "autumn", "--team-names", "--out", str(page)).returncode == 0
    assert "- Bea: 1 h 4 min".replace(" ", "\N{NO-BREAK SPACE}").replace(
        "-\N{NO-BREAK SPACE}Bea:\N{NO-BREAK SPACE}", "- Bea: "
    ) in page.read_text("utf-8")


def test_paper_holds_what_the_page_does_and_nothing_of_the_machine(
    root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    told = run(root, "autumn", "--out", str(out))
    if "Printing needs a part that is missing here" in told.stderr:
        pytest.skip("Qt's web engine cannot be loaded here")
    assert told.returncode == 0, told.stderr
    words = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True).stdout
    assert "Checkout, autumn" in words
    assert "What hurts most" in words
    assert "Every moment" in words
    facts = subprocess.run(["pdfinfo", str(out)], capture_output=True, text=True).stdout
    assert "A4" in facts
    assert "JavaScript:      no" in facts
    raw = out.read_bytes()
    for secret in (str(root), str(tmp_path), "/tmp", "file:"):
        assert secret.encode() not in raw
        assert secret not in words + facts
