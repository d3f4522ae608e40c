"""Many clips at once, exports that are stopped or killed, and what they leave behind."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from observer.export.choices import ClipChoices, ClipOrder, Overlays, free_path, with_handles
from observer.export.clip import export_clip
from observer.export.finished_file import PARTIAL_SUFFIX, finished_file, sweep_partials
from observer.export.many import ClipOutcome, export_many
from observer.model.clock import NS_PER_SECOND, seconds_to_ns
from observer.model.errors import Cancelled, ExportError
from observer.model.span import Span
from tests.export.reading import decoded

_SLOW = ClipChoices(Overlays(time_code=True, title="Pays twice"))


def orders(folder: Path, into: Path, count: int, seconds: float = 1.0) -> list[ClipOrder]:
    return [
        ClipOrder(
            folder,
            Span(seconds_to_ns(2.3 * n), seconds_to_ns(2.3 * n + seconds)),
            into / f"{n}.mp4",
        )
        for n in range(count)
    ]


def test_many_clips_are_the_same_as_one_after_another(office: Path, tmp_path: Path) -> None:
    parts: list[float] = []
    told: list[ClipOutcome] = []
    caller = threading.get_ident()

    def progress(part: float) -> None:
        assert threading.get_ident() == caller
        parts.append(part)

    wanted = orders(office, tmp_path / "many", 4)
    outcomes = export_many(wanted, progress, finished=told.append)
    assert [outcome.order for outcome in outcomes] == wanted
    assert sorted(told, key=lambda outcome: outcome.order.out) == list(outcomes)
    assert parts[-1] == 1.0
    assert parts == sorted(parts)
    for order in wanted:
        alone = tmp_path / order.out.name
        export_clip(office, order.span, alone)
        assert alone.read_bytes() == order.out.read_bytes()


def test_a_clip_that_fails_does_not_hinder_the_others(office: Path, tmp_path: Path) -> None:
    wanted = orders(office, tmp_path, 3)
    beyond = Span(90 * NS_PER_SECOND, 95 * NS_PER_SECOND)
    wanted[1] = ClipOrder(office, beyond, wanted[1].out)
    first, failed, last = export_many(wanted)
    assert first.report
    assert last.report
    assert isinstance(failed.error, ExportError)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.mp4", "2.mp4"]


def test_stopping_keeps_what_is_finished_and_nothing_else(office: Path, tmp_path: Path) -> None:
    told: list[ClipOutcome] = []
    wanted = orders(office, tmp_path, 8)
    with pytest.raises(Cancelled, match="of 8 clips are finished"):
        export_many(wanted, cancelled=lambda: bool(told), finished=told.append, workers=1)
    assert 0 < len(told) < 8
    assert set(tmp_path.iterdir()) == {outcome.order.out for outcome in told}


def test_two_clips_of_one_name_are_refused_before_anything_is_made(
    office: Path, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="same name"):
        export_many([*orders(office, tmp_path, 1), *orders(office, tmp_path, 1)])
    assert not list(tmp_path.iterdir())


def test_a_killed_export_leaves_no_file_of_that_name_and_the_next_one_cleans_up(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "clip.webm"
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from observer.export.clip import export_clip\n"
        "from observer.model.span import Span\n"
        "export_clip(Path(sys.argv[1]), Span(0, 30 * 10**9), Path(sys.argv[2]),\n"
        "            lambda part: part > 0.1 and print('going', flush=True))\n"
    )
    command = [sys.executable, "-c", script, str(office), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"going\n"
        os.kill(process.pid, signal.SIGKILL)
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".")
    export_clip(office, Span(0, NS_PER_SECOND), tmp_path / "other.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["other.mp4"]


def test_what_is_still_being_written_is_not_swept_away(tmp_path: Path) -> None:
    stale = tmp_path / f".old.mp4.abc{PARTIAL_SUFFIX}"
    stale.write_bytes(b"half")
    out = tmp_path / "clip.mp4"
    with finished_file(out) as partial:
        assert not stale.exists()
        partial.write_bytes(b"whole")
        assert sweep_partials(tmp_path) == []
        assert not out.exists()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]


def test_a_stopped_drawing_leaves_nothing(office: Path, tmp_path: Path) -> None:
    for suffix in ("mp4", "gif"):
        parts: list[float] = []
        with pytest.raises(Cancelled):
            export_clip(
                office,
                Span(0, 30 * NS_PER_SECOND),
                tmp_path / f"clip.{suffix}",
                parts.append,
                cancelled=lambda parts=parts: len(parts) > 5,  # type: ignore[misc]  # of this turn
                choices=_SLOW,
            )
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_said_in_words(office: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(ExportError, match="cannot be written"):
        export_clip(office, Span(0, NS_PER_SECOND), tmp_path / "taken" / "clip.mp4")


def test_handles_stay_inside_the_session_and_names_are_never_taken_twice(tmp_path: Path) -> None:
    assert with_handles(Span(3, 5), 5, 5, 8) == Span(0, 8)
    (tmp_path / "a.mp4").write_bytes(b"")
    second = free_path(tmp_path, "a.mp4")
    assert second.name == "a-2.mp4"
    assert free_path(tmp_path, "a.mp4", [second]).name == "a-3.mp4"


def test_a_clip_made_beside_others_decodes_without_a_word(office: Path, tmp_path: Path) -> None:
    (outcome, *_) = export_many(orders(office, tmp_path, 2))
    assert outcome.report is not None
    assert len(decoded(outcome.report.path, luma_only=True)) == outcome.report.frames
