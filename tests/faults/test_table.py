from pathlib import Path

import pytest

from tests.faults import table
from tests.faults.outcome import Outcome, OutcomeFile


def test_the_page_holds_the_latest_figures_between_its_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures, page = tmp_path / "figures.jsonl", tmp_path / "README.md"
    file = OutcomeFile(figures)
    file.append(Outcome("power cut", "", None, "a first look", 9.0))
    file.append(Outcome("read-only folder", "It cannot be written.", 0.31, "nothing", None))
    file.append(Outcome("power cut", "", None, "repaired", 1.04))
    page.write_text("before\n<!-- measured -->\nold\n<!-- end -->\nafter\n")
    monkeypatch.setattr(table, "_PAGE", page)
    table.main(figures)
    table.main(figures)
    lines = page.read_text().splitlines()
    assert lines[0] == "before"
    assert lines[-1] == "after"
    assert "| power cut | nothing | – | repaired | 1.0 s |" in lines
    assert "| read-only folder | “It cannot be written.” | 0.3 s | nothing | – |" in lines
    assert "old" not in lines
    assert sum("power cut" in line for line in lines) == 1
