"""From a study file's text to a study, every mistake told with its line and a way to mend it."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from hashlib import blake2s
from typing import Any

from observer.analysis.standard_forms import fault_of_form, standard_questionnaire
from observer.intake.study_form import STUDY, Field, Kind, Table
from observer.intake.toml_lines import Place, TomlLines
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import ObserverError
from observer.model.identity import slug
from observer.model.study import AnswerForm, Questionnaire, Score, Study

_MOST_SECONDS = 24 * 3600  # nobody watches one task for longer than a day
_MOST_COUNT = 1_000_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_POSITION = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


def parse_study(text: str, file_name: str) -> Study:
    """The study that a file's text describes. Raises ObserverError, which names the file.

    Ids that are not given are made of the names, the same ones each time.
    """
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except RecursionError as error:
        raise ObserverError(
            f"{file_name} holds lists inside lists without end", "Take them out of the file"
        ) from error
    except ValueError as error:  # also numbers of thousands of digits
        raise _no_toml(file_name, text, error) from error
    study: Study = _Reader(file_name, TomlLines(text)).read(STUDY, table, (), {})
    return study


def _no_toml(file_name: str, text: str, error: ValueError) -> ObserverError:
    what = str(error)
    position = _POSITION.search(what)
    where = file_name
    if position:
        where += f", line {position[1] or text.rstrip().count(chr(10)) + 1}"
    what = _POSITION.sub("", what).strip()
    return ObserverError(
        f"{where}: this is not written as TOML asks ({what})",
        "Mend it there or in the line before: texts stand in quotes, each field on its own line",
    )


class _Reader:
    """Reads one file's tables, and knows where each thing stands."""

    def __init__(self, file_name: str, lines: TomlLines) -> None:
        self._file_name = file_name
        self._lines = lines

    def read(self, form: Table, table: Any, place: Place, taken: dict[str, Place]) -> Any:
        """The model's value of one table; `taken` holds the ids of those beside it."""
        if not isinstance(table, dict):
            key = ".".join(str(part) for part in place if isinstance(part, str))
            raise self._mistake(
                place,
                f"“{form.key}” is not a table",
                f"Begin each with a line of its own: [[{key}]]",
            )
        self._check_keys(form, table, place)
        values: dict[str, Any] = {}
        for field in form.fields:
            if field.key in table:
                values[field.attribute] = self._value(field, table[field.key], place)
            elif field.required:
                raise self._mistake(
                    place,
                    f"there is no “{field.key}”",
                    f"Add a line: {field.key} = {_example(field)}",
                )
        self._give_id(form, values, place, taken)
        for inner in form.tables:
            values[inner.attribute] = self._list(inner, table.get(inner.key, []), place)
        return self._make(form, values, place)

    def _list(self, form: Table, found: Any, place: Place) -> tuple[Any, ...]:
        way = (*place, form.key)
        if not isinstance(found, list):
            key = ".".join(str(part) for part in way if isinstance(part, str))
            raise self._mistake(
                way, f"“{form.key}” is not a list", f"Begin each with a line of its own: [[{key}]]"
            )
        taken: dict[str, Place] = {}
        return tuple(
            self.read(form, table, (*way, number), taken) for number, table in enumerate(found)
        )

    def _check_keys(self, form: Table, table: Mapping[str, Any], place: Place) -> None:
        for key in table:
            if key not in form.keys:
                close = difflib.get_close_matches(key, form.keys, n=1)
                known = ", ".join(form.keys)
                raise self._mistake(
                    (*place, key),
                    f"there is no field “{key}”",
                    f"Did you mean “{close[0]}”?" if close else f"There are: {known}",
                )

    def _value(self, field: Field, value: Any, place: Place) -> Any:
        way = (*place, field.key)
        match field.kind:
            case Kind.TEXT if isinstance(value, str):
                if field.required and not value.strip():
                    raise self._mistake(way, f"“{field.key}” is empty", "Give it a few words")
                return value
            case Kind.TEXTS if isinstance(value, list) and all(isinstance(v, str) for v in value):
                return tuple(value)
            case Kind.WORD if isinstance(value, str) and field.words:
                return self._word(field, value, way)
            case Kind.COUNT if type(value) is int and 0 <= value <= _MOST_COUNT:
                return value
            case Kind.SECONDS if _is_within_a_day(value):
                return int(value * NS_PER_SECOND)
        raise self._mistake(
            way,
            f"“{field.key}” has to be {field.kind.value}",
            f"For example: {field.key} = {_example(field)}",
        )

    def _word(self, field: Field, value: str, way: Place) -> Any:
        words = [str(word) for word in field.words or ()]
        if value not in words:
            raise self._mistake(
                way,
                f"“{field.key}” cannot be “{value}”",
                "Choose one of: " + ", ".join(f'"{word}"' for word in words),
            )
        return field.words(value) if field.words else value

    def _give_id(
        self, form: Table, values: dict[str, Any], place: Place, taken: dict[str, Place]
    ) -> None:
        if "id" not in values:
            made = _id_of(values[form.label])
            copies = 2
            while made in taken:
                made = f"{_id_of(values[form.label])}-{copies}"
                copies += 1
            values["id"] = made
        given = values["id"]
        if not given.strip():
            raise self._mistake(
                (*place, "id"), "“id” is empty", "Leave the line out, and one is made of the name"
            )
        if given in taken:
            raise self._mistake(
                (*place, "id"),
                f"“{given}” is the id of another {form.key} too",
                "Give this one another, or leave the line out and one is made of its name",
            )
        taken[given] = place

    def _make(self, form: Table, values: dict[str, Any], place: Place) -> Any:
        if form is STUDY and not _LANGUAGE.fullmatch(values.get("language", "en")):
            raise self._mistake(
                (*place, "language"),
                f"“{values['language']}” is no code of a language",
                'Write it as in "en", "it" or "pt-BR"',
            )
        if form.record is Questionnaire:
            self._fill_questions(values, place)
        if form.key == "question":
            self._check_question(values, place)
        made = form.record(**values)
        fault = fault_of_form(made) if isinstance(made, Questionnaire) else ""
        if fault:
            raise self._mistake(
                place,
                fault[0].lower() + fault[1:],
                "Leave its questions out for those that were published, or leave the score out",
            )
        return made

    def _fill_questions(self, values: dict[str, Any], place: Place) -> None:
        """A scored questionnaire need not repeat what was published."""
        if values["questions"]:
            return
        score = values.get("score", Score.NONE)
        if score is Score.NONE:
            raise self._mistake(
                place, "there is no question in it", "Add one: [[questionnaire.question]]"
            )
        values["questions"] = standard_questionnaire(score).questions

    def _check_question(self, values: dict[str, Any], place: Place) -> None:
        form = values.get("form", AnswerForm.SCALE)
        if form is AnswerForm.SCALE and not 2 <= values.get("points", 7) <= 11:
            raise self._mistake(
                (*place, "points"),
                f"a scale has 2 to 11 points, not {values['points']}",
                "Write points = 5 or points = 7",
            )
        if form is AnswerForm.CHOICE and len(values.get("choices", ())) < 2:
            raise self._mistake(
                (*place, "choices"),
                "a choice needs two answers to choose from",
                'Write them as in choices = ["yes", "no"]',
            )

    def _mistake(self, place: Place, what: str, remedy: str) -> ObserverError:
        line = self._lines.line_of(place)
        parts = [self._file_name + (f", line {line}" if line else "")]
        names = [part for part in place if isinstance(part, str)]
        numbers = [part for part in place if isinstance(part, int)]
        parts += [f"{name} {number + 1}" for name, number in zip(names, numbers, strict=False)]
        return ObserverError(f"{', '.join(parts)}: {what}", remedy)


def _is_within_a_day(seconds: Any) -> bool:
    """TOML's truth values are no numbers, its `inf` and `nan` no times."""
    if isinstance(seconds, Decimal):
        return seconds.is_finite() and 0 <= seconds <= _MOST_SECONDS
    return type(seconds) is int and 0 <= seconds <= _MOST_SECONDS


def _id_of(name: str) -> str:
    """Readable, and another one for names that differ in what a slug leaves out."""
    return f"{slug(name, longest=24).lower()}-{blake2s(name.encode(), digest_size=3).hexdigest()}"


def _example(field: Field) -> str:
    match field.kind:
        case Kind.COUNT | Kind.SECONDS:
            return "5" if field.key == "points" else "60" if field.kind is Kind.SECONDS else "3"
        case Kind.TEXTS:
            return '["yes", "no"]'
        case Kind.WORD:
            return f'"{next(iter(field.words))}"' if field.words else '"…"'
        case Kind.TEXT:
            return '"…"'
