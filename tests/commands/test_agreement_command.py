import json
import subprocess
import sys
from pathlib import Path

from observer.annotate.editor import Editor
from observer.database.library import Library, open_library
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_MS
from tests.session.recordings import make_session

FRICTION, QUOTE = AnnotationKind.FRICTION, AnnotationKind.QUOTE


def agreement(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "observer", "--library", str(root), "agreement", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def coded(library: Library, session_id: str, who: str, *said: tuple[int, AnnotationKind]) -> None:
    editor = Editor(library, session_id, who)
    for at_ms, kind in said:
        editor.add(kind, at_ms * NS_PER_MS)


def make_coded(root: Path) -> str:
    made = make_session(root, 1.0)
    with open_library(root) as library:
        session_id = land_session(library, made.folder).id
        coded(library, session_id, "Ann", (100, FRICTION), (400, FRICTION), (700, QUOTE))
        coded(library, session_id, "Bob", (150, FRICTION), (420, QUOTE), (710, QUOTE), (990, QUOTE))
    return session_id


def test_two_coders_their_kappa_and_what_it_stands_on(tmp_path: Path) -> None:
    session_id = make_coded(tmp_path)
    told = json.loads(agreement(tmp_path, session_id, "--within", "0.1", "--json").stdout)
    # Matched: F-F, F-Q, Q-Q: 2 of 3 seen; by chance (2*1 + 1*2) / 9.
    assert told["kappa"] == {"value": 0.4, "items": 3, "reason": ""}
    assert told["matched"] == 3
    assert [unit["labels"] for unit in told["units"]][-1] == {"Bob": "quote"}
    words = agreement(tmp_path, session_id, "--within", "0.1").stdout
    assert "at most 0.1 s lie between them" in words
    assert "3 of 4 were marked by all of Ann and Bob" in words
    assert "kappa                  0.400" in words


def test_a_coder_who_marked_nothing_is_said(tmp_path: Path) -> None:
    session_id = make_coded(tmp_path)
    gone = agreement(tmp_path, session_id, "--coder", "Ann", "--coder", "Zoe")
    assert gone.returncode == 1
    assert "Zoe marked nothing in this session" in gone.stderr
    assert "Ann, Bob" in gone.stderr
    assert "no code “x”" in agreement(tmp_path, session_id, "--by", "code", "--code", "x").stderr
