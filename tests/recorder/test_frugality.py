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
