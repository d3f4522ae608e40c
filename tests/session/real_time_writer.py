"""Writes a session in real time until it is killed, saying what was written after each picture.

The pictures come as from a still screen: one each 0.45 s, the heartbeat. Marks come between.
"""

import sys
import time
from pathlib import Path

import numpy as np

from observer.model.annotation import AnnotationKind, Mark
from observer.session.folder import SessionLock
from tests.session.recordings import MS, TinyEncoder, blocks, grey_of, open_writer

_HEARTBEAT_NS = 450 * MS


def main(library: Path, sound: bool) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(library, encoder, sound=sound, events=False)
    SessionLock(folder).acquire()
    _say(folder)
    noise = np.random.default_rng(1).integers(-9000, 9000, 60 * 48_000).astype(np.int16)
    coming = blocks(noise)
    start_ns = time.monotonic_ns()
    frames, next_picture_ns, next_sync_ns = 0, 0, 1000 * MS
    while True:
        now_ns = time.monotonic_ns() - start_ns
        if sound:
            writer.write(next(coming))
        if now_ns >= next_picture_ns:
            next_picture_ns = now_ns + _HEARTBEAT_NS
            writer.write(encoder.encode(now_ns, grey_of(frames)))
            writer.write_mark(Mark(f"m{frames}", AnnotationKind.NOTE, now_ns, now_ns))
            frames += 1
            _say(frames, now_ns, frames)
        if now_ns >= next_sync_ns:
            next_sync_ns += 1000 * MS
            writer.sync(now_ns)
        time.sleep(0.1)


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), "sound" in sys.argv[2:])
