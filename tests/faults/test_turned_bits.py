"""Bits that turned in a file: on a worn disk, or on the way of a copy."""

import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from observer.session.layout import MANIFEST_FILE
from observer.session.media_facts import read_facts
from observer.session.repair import repair_session
from observer.session.verify import verify_session
from tests.faults.clusters import places_in
from tests.faults.conftest import Tell
from tests.faults.outcome import Outcome
from tests.session.recordings import Made, interrupted_session, make_session

MEDIA = "recording-001.mkv"
_FILES = (MEDIA, MEDIA, MEDIA, MANIFEST_FILE, "input.jsonl", "focus.jsonl")
_TRIES = 40
_PLAYED = 5  # every so manieth also goes through ffmpeg
_SECONDS = 6.0
_SLOWEST_S = 5.0
_HEADER_STEP = 11  # bytes; a header has some hundreds
_LOST_OF_A_FLIP = 34  # packets: a damaged cluster of at most a second, 20 pictures with 50 of sound


@pytest.mark.parametrize("made", [interrupted_session, make_session], ids=["open", "closed"])
def test_turned_bits_cost_no_more_than_their_surroundings(
    tmp_path: Path, made: Callable[[Path, float], Made], tell: Tell
) -> None:
    whole = made(tmp_path / "whole", _SECONDS)
    wanted = {facts.name: facts.packets for facts in read_facts(whole.folder / MEDIA)}
    worst, slowest_s, unreadable = 0, 0.0, 0
    for seed in range(_TRIES):
        folder = tmp_path / str(seed) / whole.folder.name
        shutil.copytree(whole.folder, folder)
        turned = _turn_bits(folder, seed)
        began_s = time.monotonic()
        repair_session(folder)  # raises nothing: everything else in the folder is readable
        slowest_s = max(slowest_s, time.monotonic() - began_s)
        kept = {facts.name: facts.packets for facts in read_facts(folder / MEDIA)}
        lost = max(wanted[name] - kept.get(name, 0) for name in wanted)
        assert lost <= turned * _LOST_OF_A_FLIP, f"seed {seed}"
        worst = max(worst, lost)
        failed = [check for check in verify_session(folder).checks if not check.ok]
        # What a picture holds cannot be mended; verify says which are hurt. All else must hold.
        assert {check.name for check in failed} <= {"packets"}, f"seed {seed}: {failed}"
        unreadable += len(failed)
        if seed % _PLAYED == 0:
            _assert_plays(folder / MEDIA)
    assert slowest_s < _SLOWEST_S
    state = "a killed recording" if made is interrupted_session else "a closed session"
    found = f"every one repaired, at most {worst} packets left out"
    found += f"; in {unreadable} verify finds hurt pictures"
    fault = f"1 to 4 bits turned in a file of {state}, {_TRIES} times"
    tell(Outcome(fault, "", None, found, None))


@pytest.mark.parametrize("made", [interrupted_session, make_session], ids=["open", "closed"])
def test_a_damaged_header_costs_nothing(
    tmp_path: Path, made: Callable[[Path, float], Made], tell: Tell
) -> None:
    whole = made(tmp_path / "whole", _SECONDS)
    content = (whole.folder / MEDIA).read_bytes()
    wanted = [facts.packets for facts in read_facts(whole.folder / MEDIA)]
    end = places_in(content).clusters[0]
    places = range(0, end, _HEADER_STEP)
    for place in places:
        folder = tmp_path / str(place) / whole.folder.name
        shutil.copytree(whole.folder, folder)
        damaged = bytearray(content)
        damaged[place] ^= 0x10
        (folder / MEDIA).write_bytes(damaged)
        repair_session(folder)
        assert [facts.packets for facts in read_facts(folder / MEDIA)] == wanted, f"byte {place}"
        report = verify_session(folder)
        assert report.ok, (place, report.checks)
    state = "a killed recording" if made is interrupted_session else "a closed session"
    fault = f"a bit turned in the header of {state}, at {len(places)} places"
    tell(Outcome(fault, "", None, "repaired from the spare header, verified, every packet", 0.0))


def _turn_bits(folder: Path, seed: int) -> int:
    """Turn bits in one of the folder's files; how many."""
    dice = random.Random(seed)
    path = folder / dice.choice(_FILES)
    content = bytearray(path.read_bytes())
    count = dice.choice((1, 1, 1, 4))
    for _ in range(count):
        bit = dice.randrange(len(content) * 8)
        content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(content))
    return count


def _assert_plays(path: Path) -> None:
    command = ["ffmpeg", "-v", "quiet", "-i", str(path), "-f", "null", "-"]
    assert subprocess.run(command, timeout=20).returncode == 0
