import json
import subprocess
import sys
from pathlib import Path

from observer.database.library import open_library
from observer.model.finding import Assumptions
from tests.analysis.kept_study import keep
from tests.analysis.small_study import small_study
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


def test_an_unknown_study_is_said(tmp_path: Path) -> None:
    told = run(tmp_path, "Nothing")
    assert told.returncode == 1
    assert "There is no study “Nothing”" in told.stderr
