"""What can be exported in writing, as which formats, each said in one plain sentence."""

from dataclasses import dataclass
from importlib.util import find_spec

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of data. `contents` are names of the exporters' contents and what they are called,
    to choose one of; `formats` are a format's name, what it is called, and a sentence about it."""

    key: str
    name: str
    sentence: str
    contents: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str, str], ...]


def offers() -> tuple[Offer, ...]:
    """Everything there is, what is wanted most first."""
    return (
        _moments(),
        _attempts(),
        _answers(),
        _all_tables(),
        _captions(),
        _coding_tools(),
        _editor_timeline(),
        _labels(),
        _drafts(),
    )


def _moments() -> Offer:
    return Offer(
        "moments",
        _tr("Moments"),
        _tr("Every moment with its kind, severity, codes, note and place in the product."),
        (("moments", _tr("Moments")),),
        _table_formats(),
    )


def _attempts() -> Offer:
    return Offer(
        "attempts",
        _tr("Attempts at tasks"),
        _tr("Who tried which task, when, for how long, and how it ended."),
        (("attempts", _tr("Attempts")),),
        _table_formats(),
    )


def _answers() -> Offer:
    return Offer(
        "answers",
        _tr("Answers and scores"),
        _tr("What participants answered, or the scores of their questionnaires."),
        (("answers", _tr("Each answer")), ("scores", _tr("The scores"))),
        _table_formats(),
    )


def _all_tables() -> Offer:
    return Offer(
        "workbook",
        _tr("All tables"),
        _tr("Sessions, moments, attempts, answers and scores together."),
        (("", _tr("All tables")),),
        (
            (
                "xlsx",
                _tr("Excel workbook"),
                _tr("A sheet for each table, with its columns explained"),
            ),
        ),
    )


def _captions() -> Offer:
    return Offer(
        "captions",
        _tr("Captions"),
        _tr("Lines with their times, to be shown with the film."),
        (
            ("moments", _tr("What was noted")),
            ("quotes", _tr("Quotes of the participant")),
            ("words", _tr("All that was said")),
        ),
        (
            ("vtt", _tr("WebVTT"), _tr("For web pages and most players")),
            ("srt", _tr("SubRip"), _tr("The oldest and simplest, for any player")),
        ),
    )


def _coding_tools() -> Offer:
    return Offer(
        "coding",
        _tr("Coding tools"),
        _tr("The moments as a project of another tool for coding; it can be brought back in."),
        (("moments", _tr("Moments")),),
        (
            ("boris", _tr("BORIS"), _tr("A project with an observation of each session")),
            ("elan", _tr("ELAN"), _tr("An .eaf document with a tier for each coder and kind")),
        ),
    )


def _editor_timeline() -> Offer:
    return Offer(
        "timeline",
        _tr("Timeline for an editor"),
        _tr("The recording and its moments as markers, for a program that cuts films."),
        (("moments", _tr("Moments")),),
        (
            (
                "otio",
                _tr("OpenTimelineIO"),
                _tr("For DaVinci Resolve, Kdenlive, Premiere and others"),
            ),
        ),
    )


def _labels() -> Offer:
    return Offer(
        "labels",
        _tr("Chapters and labels"),
        _tr("The moments as places to jump to."),
        (("moments", _tr("Moments")),),
        (
            ("chapters", _tr("Chapters"), _tr("In ffmetadata, which ffmpeg writes into a film")),
            ("audacity", _tr("Audacity labels"), _tr("A label track over the sound")),
        ),
    )


def _drafts() -> Offer:
    return Offer(
        "drafts",
        _tr("Issue drafts"),
        _tr("Friction and bugs as issues: steps, what was expected and seen, and how often."),
        (("moments", _tr("Moments")),),
        (
            ("github", _tr("GitHub"), _tr("A page of Markdown for each issue")),
            ("gitlab", _tr("GitLab"), _tr("A page for each issue, and a table to import")),
            ("jira", _tr("Jira"), _tr("One table in Jira’s words, to import")),
        ),
    )


def _table_formats() -> tuple[tuple[str, str, str], ...]:
    formats = [
        ("csv", _tr("CSV"), _tr("Opens anywhere: spreadsheets, R, Python, SPSS")),
        ("xlsx", _tr("Excel workbook"), _tr("A sheet whose columns are explained")),
        ("jsonl", _tr("JSON lines"), _tr("A line for each row, for scripts")),
    ]
    if find_spec("pyarrow") is not None:
        formats.append(("parquet", _tr("Parquet"), _tr("With types and units, for data tools")))
    return tuple(formats)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Leaving", text)
