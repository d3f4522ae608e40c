"""A study as one file: to send, to keep under version control, to start another one from."""

from dataclasses import replace
from pathlib import Path

from observer.intake.shipped import shipped_files
from observer.intake.study_reading import parse_study
from observer.intake.study_writing import format_study
from observer.model.errors import ExportError, ObserverError
from observer.model.identity import new_id
from observer.model.study import Questionnaire, Study
from observer.session.disk import replace_file

_LARGEST_BYTES = 1 << 20  # the largest real one is below 100 kB


def read_study(path: Path) -> Study:
    """The study that a TOML file describes.

    Raises ObserverError for a file that cannot be read, and for each kind of mistake in it: with
    the line, the field, and what to write instead.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise ObserverError(f"There is no file {path}", "Check how its name is written") from error
    except OSError as error:
        raise ObserverError(
            f"{path} cannot be read ({error.strerror})", "Choose a study file that you may read"
        ) from error
    if len(content) > _LARGEST_BYTES:
        raise ObserverError(
            f"{path.name} is larger than any study", "Choose a study file, which ends in .toml"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ObserverError(
            f"{path.name}, line {line}: this is no text in UTF-8",
            "Save the file as UTF-8 in your text editor",
        ) from error
    return parse_study(text, path.name)


def write_study(study: Study, path: Path) -> None:
    """Write a study as a TOML file that reads back as the same, in place of one that is there.

    Raises ExportError where it cannot be written; what was there is then still there.
    """
    try:
        replace_file(path, format_study(study).encode("utf-8"))
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written ({error.strerror})",
            "Choose another place, or give yourself the right to write there",
        ) from error


def templates() -> list[Path]:
    """The study files that come with Observer, by name."""
    return shipped_files("study-templates", "*.toml")


def from_template(path: Path, name: str) -> Study:
    """A study of this name as the file describes it, with ids of its own. Raises ObserverError."""
    return with_new_ids(replace(read_study(path), name=name))


def with_new_ids(study: Study) -> Study:
    """The same study as another one: nothing that was said of the first is said of it."""
    return replace(
        study,
        id=new_id(),
        tasks=tuple(replace(one, id=new_id()) for one in study.tasks),
        guide=tuple(replace(one, id=new_id()) for one in study.guide),
        questionnaires=tuple(_with_new_ids(one) for one in study.questionnaires),
        components=tuple(replace(one, id=new_id()) for one in study.components),
        segments=tuple(replace(one, id=new_id()) for one in study.segments),
        codebook=tuple(replace(one, id=new_id()) for one in study.codebook),
    )


def _with_new_ids(questionnaire: Questionnaire) -> Questionnaire:
    questions = tuple(replace(one, id=new_id()) for one in questionnaire.questions)
    return replace(questionnaire, id=new_id(), questions=questions)
