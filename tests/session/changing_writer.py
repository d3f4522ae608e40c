"""Writes a session in real time whose screen changes its size all the time, until it is killed.

After each picture it says how many files there are, how many pictures, and when the last one came.
"""

import sys
import time
from itertools import cycle
from pathlib import Path

from observer.model.consent import TrackKind
from observer.model.samples import FormatChange
from observer.session.folder import SessionLock
from tests.session.recordings import MS, SIZES, TinyEncoder, blocks, grey_of, open_writer, tone

_EACH_SIZE_NS = 120 * MS


def main(library: Path) -> None:
    encoders = {size: TinyEncoder(*size) for size in SIZES}
    face = TinyEncoder(160, 120, TrackKind.CAMERA)
    writer, folder = open_writer(library, encoders[SIZES[0]], camera=face)
    SessionLock(folder).acquire()
    _say(folder)
    sizes = cycle(SIZES)
    encoder = encoders[next(sizes)]
    coming = blocks(tone(30))
    start_ns = time.monotonic_ns()
    files, frames, heard_ns, change_ns = 1, 0, 0, _EACH_SIZE_NS
    while True:
        now_ns = time.monotonic_ns() - start_ns
        if now_ns >= change_ns:
            change_ns += _EACH_SIZE_NS
            size = next(sizes)
            encoder = TinyEncoder(*size)  # a new one begins with a keyframe
            writer.write(FormatChange(TrackKind.SCREEN, now_ns, encoder.format))
            files += 1
        writer.write(encoder.encode(now_ns, grey_of(frames)))
        writer.write(face.encode(now_ns, grey_of(frames)))
        frames += 1
        _say(files, frames, now_ns)
        while heard_ns + 200 * MS <= now_ns:
            writer.write(next(coming))
            heard_ns += 100 * MS
        time.sleep(0.034)


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
