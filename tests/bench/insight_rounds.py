"""A program that answers a study again and again, and reads the same rows plainly in turn.

`python -m tests.bench.insight_rounds LIBRARY ROUNDS`: one JSON list of rounds on its last line.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from observer.database.library import Library, open_library
from observer.intake.insight import answers

_DATABASE = "library.db"
_OF_SESSIONS = ("annotations", "attempts", "answers", "exposures", "windows", "attempt_efforts")
_WHOLE = ("sessions", "participants", "findings", "predictions")


def main(folder: Path, rounds: int) -> None:
    """Tell how long each took, in seconds of the clock and of the processor."""
    told = []
    with open_library(folder) as library, closing(sqlite3.connect(folder / _DATABASE)) as plain:
        for _ in range(rounds):
            ours_s, ours_spent_s = _timed(lambda: _answer(library))
            plain_s, plain_spent_s = _timed(lambda: _read_plainly(plain))
            told.append(
                {
                    "ours_s": ours_s,
                    "ours_spent_s": ours_spent_s,
                    "plain_s": plain_s,
                    "plain_spent_s": plain_spent_s,
                }
            )
    sys.stdout.write(json.dumps(told) + "\n")


def _answer(library: Library) -> object:
    (study,) = library.study_list()
    return answers(library, study)


def _read_plainly(plain: sqlite3.Connection) -> object:
    """Every row that the answer stands on, as SQLite hands it over: the floor of any reading."""
    kept = {"annotations": " WHERE removed_at IS NULL AND standing = 'kept'"}
    return [
        plain.execute(f"SELECT * FROM {table}{kept.get(table, '')}").fetchall()
        for table in (*_OF_SESSIONS, *_WHOLE)
    ]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    began_s, spent_s = time.perf_counter(), time.process_time()
    result = work()
    times = time.perf_counter() - began_s, time.process_time() - spent_s
    del result  # letting go of it is no part of the answer
    return times


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
