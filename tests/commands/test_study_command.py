"""observer study, as a person or a script uses it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from observer import cli
from observer.database.library import open_library
from observer.database.participants import keep_participant
from observer.intake.study_file import read_study, templates
from observer.model.errors import ObserverError


def observer(root: Path, *arguments: str) -> str:
    run = CliRunner().invoke(
        cli.observer, ["--library", str(root), *arguments], standalone_mode=False
    )
    if run.exception:
        raise run.exception
    return run.output


def answer(root: Path, *arguments: str) -> Any:
    return json.loads(observer(root, *arguments, "--json"))


def test_a_study_is_begun_from_a_template_and_shown(tmp_path: Path) -> None:
    made = answer(tmp_path, "study", "new", "Lamps", "--template", "web-shop-checkout")
    assert answer(tmp_path, "study", "show", "Lamps") == made
    assert answer(tmp_path, "study", "show", made["id"]) == made
    assert made["tasks"][0]["title"] == "Choose a present"
    assert [form["score"] for form in made["questionnaires"]] == ["seq", "sus", "umux-lite", "none"]
    assert answer(tmp_path, "study", "list") == [
        {"id": made["id"], "name": "Lamps", "language": "en", "tasks": 4, "sessions": 0}
    ]
    shown = observer(tmp_path, "study", "show", "Lamps")
    assert "Choose a present  expected in 03:00" in shown
    assert "Lamps: 4 tasks, 0 sessions" in observer(tmp_path, "study", "list")


def test_a_study_goes_out_as_a_file_and_comes_back_changed(tmp_path: Path) -> None:
    made = answer(tmp_path / "one", "study", "new", "Lamps", "--template", "desktop-onboarding")
    file = tmp_path / "lamps.toml"
    observer(tmp_path / "one", "study", "export", "Lamps", str(file))
    with pytest.raises(ObserverError, match="already there"):
        observer(tmp_path / "one", "study", "export", "Lamps", str(file))
    observer(tmp_path / "one", "study", "export", "Lamps", str(file), "--overwrite")
    assert answer(tmp_path / "two", "study", "import", str(file)) == made
    file.write_text(file.read_text("utf-8").replace('"Lamps"', '"Lights"'), "utf-8")
    assert answer(tmp_path / "one", "study", "import", str(file))["id"] == made["id"]
    assert [each["name"] for each in answer(tmp_path / "one", "study", "list")] == ["Lights"]
    copy = answer(tmp_path / "one", "study", "import", str(file), "--name", "Copy")
    assert copy["id"] != made["id"]
    assert copy["tasks"][0]["id"] != made["tasks"][0]["id"]


def test_a_new_study_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    observer(tmp_path, "study", "new", "Lamps", "--template", "documentation-lookup")
    with pytest.raises(ObserverError, match="already a study called “Lamps”"):
        observer(tmp_path, "study", "new", "Lamps")
    with pytest.raises(ObserverError, match="no template “none”") as caught:
        observer(tmp_path, "study", "new", "Other", "--template", "none")
    assert "web-shop-checkout" in caught.value.remedy
    with pytest.raises(ObserverError, match="no study “Other”"):
        observer(tmp_path, "study", "show", "Other")


def test_a_study_that_recordings_named_can_be_begun(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        keep_participant(library._connection, "Lamps", "P01")
    made = answer(tmp_path, "study", "new", "Lamps", "--template", "web-shop-checkout")
    with open_library(tmp_path) as library:
        assert library.participants("Lamps") == ["P01"]
        assert [study.id for study in library.study_list()] == [made["id"]]


def test_the_templates_are_listed(tmp_path: Path) -> None:
    listed = answer(tmp_path, "study", "list", "--templates")
    assert [each["id"] for each in listed] == [path.stem for path in templates()]
    assert [each["name"] for each in listed] == [read_study(path).name for path in templates()]
    assert "web-shop-checkout: " in observer(tmp_path, "study", "list", "--templates")
