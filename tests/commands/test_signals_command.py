"""observer signals."""

import json
from pathlib import Path

import pytest

from observer.cli import main
from tests.intake.test_signal_tracks import HEADER, dead


def run(root: Path, *arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--library", str(root), "signals", *arguments])
    return int(ended.value.code or 0)


def test_a_session_s_signals_are_told_as_json_with_their_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, str(dead(tmp_path)), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    (signal,) = told["signals"]
    assert (signal["rule"], signal["x"], signal["y"]) == ("rage-clicks", 320, 205)
    assert signal["reason"].endswith("and nothing near them changed.")
    assert told["missing"] == []


def test_thresholds_come_by_option_and_by_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(dead(tmp_path))
    assert run(tmp_path, folder, "--set", "rage-clicks.clicks=7", "--rule", "rage-clicks") == 0
    assert capsys.readouterr().out == "No signals.\n"
    file = tmp_path / "rules.toml"
    file.write_text("[rage-clicks]\nclicks = 6\n")
    assert run(tmp_path, folder, "--settings", str(file)) == 0
    assert "rage-clicks        6 clicks within" in capsys.readouterr().out


def log_of(root: Path, clicks: int) -> str:
    rows = ["0,0,NoButton,Move,5,5", "0,1,NoButton,Move,300,300"]
    for number in range(clicks):
        rows += [
            f"0,{2 + number * 0.3},Left,Pressed,300,300",
            f"0,{2.08 + number * 0.3},Left,Released,300,300",
        ]
    rows.append("0,30,NoButton,Move,600,600")
    log = root / "log.csv"
    log.write_text(HEADER + "\n".join(rows) + "\n")
    return str(log)


def test_a_mouse_log_is_judged_more_strictly_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--events", log_of(tmp_path, 6)) == 0
    told = capsys.readouterr()
    assert told.out == "No signals.\n"
    missing = "There are no windows and no pictures in it: the rules were stricter, some silent."
    assert told.err == f"{missing}\n"
    assert run(tmp_path, "--events", log_of(tmp_path, 12)) == 0
    assert "what the picture did is not known" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Give a SESSION, or --events FILE."),
        (("x", "--set", "rage-clicks.clicks=many"), "is not RULE.THRESHOLD=NUMBER"),
        (("x", "--set", "rage-clicks.clicks=99"), "lies between 3 and 20"),
        (("x", "--rule", "rage"), "There is no rule “rage”"),
    ],
)
def test_a_mistake_on_the_line_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert run(tmp_path, *arguments) == 2
    assert words in capsys.readouterr().err


def test_the_list_of_rules_is_a_settings_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from observer.intake.signal_settings import read_signal_settings

    assert run(tmp_path, "--rules") == 0
    file = tmp_path / "all.toml"
    file.write_text(capsys.readouterr().out)
    assert len(read_signal_settings(file).thresholds) == 12


def test_a_session_that_is_not_there_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "nothing") == 1
    assert capsys.readouterr().err.startswith("error: ")
