"""Files that end too early."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from observer.session.media_facts import read_facts
from observer.session.repair import repair_session
from observer.session.verify import verify_session
from tests.faults.aftermath import look_after
from tests.faults.clusters import places_in
from tests.faults.conftest import Tell
from tests.faults.outcome import Outcome
from tests.session.recordings import Made, interrupted_session, make_session

MEDIA = "recording-001.mkv"
_AROUND = (-9, -1, 0, 1, 5, 14, 40)
_SECONDS = 3.0
_LISTENED_TO = 8  # every so manieth cut also goes through ffmpeg, which takes its time


@pytest.mark.parametrize("made", [interrupted_session, make_session], ids=["open", "closed"])
def test_a_file_cut_anywhere_keeps_every_packet_before_the_cut(
    tmp_path: Path, made: Callable[[Path, float], Made], tell: Tell
) -> None:
    whole = made(tmp_path / "whole", _SECONDS)
    content = (whole.folder / MEDIA).read_bytes()
    places = places_in(content)
    cuts = sorted({place + n for place in places.clusters for n in _AROUND} | {len(content) - 1})
    for number, cut in enumerate(cuts):
        folder = tmp_path / "cut" / whole.folder.name
        shutil.copytree(whole.folder, folder)
        (folder / MEDIA).write_bytes(content[:cut])
        repair_session(folder)
        report = verify_session(folder)
        assert report.ok, (cut, report.checks)
        wanted = {track: n for track, n in places.whole_before(cut).items() if n}
        assert _packets_of(folder / MEDIA) == wanted, f"cut at {cut} of {len(content)}"
        if number % _LISTENED_TO == 0:
            look_after(folder)
        shutil.rmtree(folder)
    state = "a killed recording" if made is interrupted_session else "a closed session"
    tell(
        Outcome(
            f"file of {state} cut at every cluster boundary, {_AROUND[0]} to +{_AROUND[-1]} bytes",
            "",
            None,
            f"{len(cuts)} cuts: repaired, verified, every packet before the cut",
            0.0,
        )
    )


def _packets_of(path: Path) -> dict[int, int]:
    """Packets by track, the tracks counted from 1; those that have none left out."""
    facts = read_facts(path) if path.exists() else []
    return {track: fact.packets for track, fact in enumerate(facts, 1) if fact.packets}
