import json
import subprocess
import sys
from pathlib import Path

import msgspec

from observer.database.library import open_library
from observer.model.finding import Assumptions
from observer.model.samples import InputEvent, InputKind
from observer.session.layout import FOCUS_FILE, INPUT_FILE
from observer.session.manifest_file import write_manifest
from tests.analysis.kept_study import keep
from tests.analysis.small_study import S, small_study
from tests.database.builders import manifest
from tests.export.reports.rich_study import STUDY, keep_rich


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "observer", "--library", str(root), "insight", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_a_study_answers_with_figures_worked_out_by_hand(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        keep(library, small_study(Assumptions(20_000, 1.5, 40, "EUR")))
    told = json.loads(run(tmp_path, "Checkout", "--json").stdout)
    pay = told["tasks"][0]
    assert pay["completion"] == {"value": 0.8, "low": 0.3596, "high": 0.9797, "count": 5}
    assert pay["seconds"]["value"] == 63.8531  # (55 * 65 * 75 * 62)^(1/4)
    assert pay["predicted"] == {"people": 2, "completion": 0.9, "seconds": 60.0}
    assert pay["words"] == ["How much is it now?"]
    assert told["discovery"]["more"] == 1
    assert told["cost"]["hours_a_year"]["value"] == 32.1095  # 3.85314 s x 30,000 / 3600
    assert [one["name"] for one in told["findings"]] == [
        "The total comes late",
        "Post code refused",
    ]
    assert told["hand_overs"][0]["times"] == 5
    words = run(tmp_path, "Checkout").stdout
    assert "Pay: completed 80% (36% to 98%, n = 5), 63.9 s (52.1 to 78.3) of 60 s" in words
    assert "1 more participant to 85 %" in words


def test_the_score_of_a_questionnaire_is_told_with_its_grade(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        keep_rich(library, tmp_path)
    (sus,) = json.loads(run(tmp_path, STUDY.name, "--json").stdout)["questionnaires"]
    assert sus["mean"]["value"] == 53.5714  # (3 x 55 + 2 x 35 + 2 x 70) / 7
    assert sus["grade"] == {"letter": "D", "low": "F", "high": "C"}
    assert "grade D, from F to C" in run(tmp_path, STUDY.name).stdout


def test_what_tasks_took_is_measured_and_said(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        facts = keep(library)
    for session in facts.sessions[:2]:
        folder = tmp_path / f"folder-{session.id}"
        folder.mkdir()
        write_manifest(folder, manifest(session.id, "Checkout", session.participant))
        presses = [InputEvent((11 + at) * S, InputKind.PRESS, 3 * at, 4 * at) for at in range(9)]
        for name, lines in ((INPUT_FILE, presses), (FOCUS_FILE, session.windows)):
            (folder / name).write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in lines))
    pay, find = json.loads(run(tmp_path, "Checkout", "--json").stdout)["tasks"]
    took = pay["effort"]
    assert took["clicks"] == {"value": 9.0, "low": 9.0, "high": 9.0, "count": 2}
    assert took["pointer_px"]["value"] == 40.0  # eight times 3 to the right and 4 down
    assert (took["help_turns"], took["lostness"]) == (0, None)
    assert took["windows"] == [{"application": "browser", "share": 1.0}]
    assert [one["session"] for one in took["attempts"]] == ["s1", "s2"]
    assert (took["attempts"][0]["steps"], took["attempts"][0]["completed_alone"]) == (1, True)
    assert find["effort"]["attempts"] == []
    words = run(tmp_path, "Checkout").stdout
    assert (
        "took 9 clicks (9 to 9); 40 px of pointer (40 to 40); help sought 0 times by 0 of 2;"
        in words
    )
    assert "hands of 3 of 5 not measured" in words
    assert "in front: browser 100%" in words


def test_an_unknown_study_is_said(tmp_path: Path) -> None:
    told = run(tmp_path, "Nothing")
    assert told.returncode == 1
    assert "There is no study “Nothing”" in told.stderr
