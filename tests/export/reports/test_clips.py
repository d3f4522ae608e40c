"""Clips are inside a report where they are small, and beside it where they are not."""

import base64
import subprocess
from pathlib import Path

import pytest

from observer.database.library import Library
from observer.export.reports import clips
from observer.export.reports.writing import ReportForm
from observer.intake.reporting import write_report
from observer.model.errors import Cancelled
from tests.export.reports.conftest import TODAY
from tests.export.reports.reading import Page
from tests.export.reports.rich_study import keep_rich


def test_a_clip_inside_is_the_moment_with_what_led_to_it(library: Library, tmp_path: Path) -> None:
    keep_rich(library, library.folder, people=1)
    out = tmp_path / "report.html"
    study = library.study("autumn")
    write_report(library, study, ReportForm.HTML, today=TODAY, out=out, with_clips=True)
    videos = Page(out.read_text("utf-8")).all("video")
    assert len(videos) == 3
    assert all(one["poster"].startswith("data:image/jpeg") for one in videos)
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(base64.b64decode(videos[0]["src"].removeprefix("data:video/mp4;base64,")))
    probe = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    length = subprocess.run([*probe, str(clip)], capture_output=True, text=True, check=True).stdout
    assert float(length) == pytest.approx(5 + 2 + 5, abs=0.1)


def test_clips_too_large_lie_beside_it_and_are_linked(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clips, "LARGEST_INSIDE", 1000)
    keep_rich(library, library.folder, people=1)
    out = tmp_path / "report.html"
    study = library.study("autumn")
    write_report(library, study, ReportForm.HTML, today=TODAY, out=out, with_clips=True)
    read = Page(out.read_text("utf-8"))
    links = [one["href"] for one in read.all("a") if not one["href"].startswith("#")]
    assert len(links) == 3
    assert all((tmp_path / link).stat().st_size > 1000 for link in links)
    assert not read.all("video")
    assert len(read.all("img")) == 3


def test_a_report_that_is_stopped_leaves_nothing(library: Library, tmp_path: Path) -> None:
    keep_rich(library, library.folder, people=1)
    study = library.study("autumn")
    out = tmp_path / "out" / "report.html"
    with pytest.raises(Cancelled):
        write_report(library, study, ReportForm.HTML, today=TODAY, out=out, cancelled=lambda: True)
    assert not out.parent.exists()
    assert library.exports() == []
