import subprocess
import sys
from pathlib import Path

from observer.recorder.client import start_recording
from tests.synthetic_session import synthetic_plan, wait_for_frames


def test_the_recording_process_takes_memory_in_small_pages_and_one_heap(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    try:
        wait_for_frames(client, 3)
        own = Path(f"/proc/{client.pid}")
        assert "THP_enabled:\t0" in (own / "status").read_text()
        assert b"MALLOC_ARENA_MAX=1" in (own / "environ").read_bytes()
    finally:
        client.stop()


_HANDS_BACK = """
from pathlib import Path
import numpy, observer.capture.opencv
from observer.recorder.frugality import hand_back_start

def resident_kb():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssFile:"))

before = resident_kb()
assert hand_back_start() > 0
print(before, resident_kb(), float(numpy.linalg.norm(numpy.array([3.0, 4.0]))))
"""


def test_what_only_the_start_needed_is_handed_back_and_all_goes_on_working() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _HANDS_BACK], capture_output=True, check=True, text=True
    ).stdout.split()
    assert int(told[1]) < 0.5 * int(told[0])
    assert told[2] == "5.0"
