"""Moments of another tool land in a session: once, with their authors, and as one step."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from observer.analysis.signals.rules import RULES
from observer.annotate.code_keys import add_code
from observer.database.history import Alteration, commented
from observer.database.library import Library
from observer.export.document import counted
from observer.export.exchange.told import ToldMoment
from observer.intake.exchange.brought import Brought, shown
from observer.model.annotation import Annotation, Comment
from observer.model.errors import ExchangeError
from observer.model.identity import id_from
from observer.model.study import Study

MOST_NEW_CODES = 200
"""A codebook of more is none that a person wrote; a file with one is broken or means harm."""

LONGEST_NAME = 120
"""Characters of a code's or coder's name."""


@dataclass(frozen=True, slots=True)
class Landed:
    """How many moments came, how many were there already, and what of the file did not."""

    added: int
    known: int
    told: tuple[str, ...] = ()


def land_moments(
    library: Library, session_id: str, brought: Brought, author: str, source: str
) -> Landed:
    """Keep what a file holds as annotations of the session, all of it or nothing.

    Ids are made of the content, so that the same file adds nothing when it comes again, also where
    its moments were changed or removed since. What has no coder is `author`'s; it is `author` who
    can undo the whole in one step. Codes that the study lacks are put into its codebook. Raises
    SessionNotFound, LibraryError, or ExchangeError for a file with more codes than anybody has.
    """
    row = library.session(session_id)
    moments, told = _inside(brought.moments, row.duration_ns)
    _check_names(moments)
    identified = list(_identified(session_id, moments))
    with library.together():
        study = library.study_by_name(row.study)
        taken = {kept.said.id for kept in library.kept_annotations(session_id)}
        fresh = [
            (annotation_id, moment)
            for annotation_id, moment in identified
            if annotation_id not in taken and moment.id not in taken
        ]
        study, names = _with_codes(library, study, [moment for _, moment in fresh])
        lander = _Lander(session_id, author, study)
        added: list[Annotation] = []
        comments: list[Alteration] = []
        for annotation_id, moment in fresh:
            added.append(lander.annotation(annotation_id, moment))
            comments += [
                commented(added[-1], None, one) for one in lander.comments(added[-1], moment)
            ]
        if added:
            what = f"bringing {counted(len(added), 'moment', 'moments')} of {shown(source)}"
            library.record_additions(author, added, comments, what)
    if names:
        told.append(f"Codes put into the codebook: {', '.join(shown(name) for name in names)}")
    told += lander.told()
    return Landed(len(fresh), len(moments) - len(fresh), (*brought.told, *told))


def _inside(moments: Iterable[ToldMoment], duration_ns: int) -> tuple[list[ToldMoment], list[str]]:
    """Those that begin in the session; one that ends after it ends with it."""
    found = list(moments)
    inside = [moment for moment in found if moment.start_ns <= duration_ns]
    told = []
    if len(inside) < len(found):
        late = counted(len(found) - len(inside), "moment begins", "moments begin")
        told.append(f"{late} after the session's end and were left out")
    if not inside:
        raise ExchangeError(
            "All of its moments lie after the session's end", "Choose the session it belongs to"
        )
    cut = [replace(one, end_ns=min(one.end_ns, duration_ns)) for one in inside]
    if cut != inside:
        told.append("Moments that end after the session end with it")
    return cut, told


def _check_names(moments: Iterable[ToldMoment]) -> None:
    for moment in moments:
        for name in (moment.author, moment.component, moment.team, *moment.codes):
            if len(name) > LONGEST_NAME:
                raise ExchangeError(
                    f"“{shown(name)}” is no name: it has {len(name)} characters",
                    f"Shorten it to {LONGEST_NAME}",
                )


def _identified(session_id: str, moments: Iterable[ToldMoment]) -> Iterable[tuple[str, ToldMoment]]:
    """Each with an id made of the session and its own id, or its content and place among equals."""
    seen: dict[str, int] = {}
    for moment in moments:
        key = moment.id or _content(moment)
        seen[key] = seen.get(key, 0) + 1
        yield id_from(session_id, key, str(seen[key])), moment


def _content(moment: ToldMoment) -> str:
    """All that is said of it. Ids stand on this form: what is added to it later goes to its end."""
    texts = (moment.author, moment.note, moment.quote, moment.component, moment.team, moment.task)
    comments = [(one.author, one.text, one.created_at) for one in moment.comments]
    told = [moment.start_ns, moment.end_ns, moment.kind.value, moment.severity, *texts]
    rest = [moment.codes, comments, moment.rule, moment.reason, moment.created_at]
    return json.dumps([*told, *rest], ensure_ascii=False)


def _with_codes(
    library: Library, study: Study | None, moments: Sequence[ToldMoment]
) -> tuple[Study | None, list[str]]:
    """The study with all codes of the moments, and the names of those it did not have."""
    known = {code.name.casefold() for code in study.codebook} if study else set()
    wanted = {_plain(name): None for moment in moments for name in moment.codes if name.strip()}
    missing = [name for name in wanted if name.casefold() not in known]
    if len(missing) > MOST_NEW_CODES:
        raise ExchangeError(
            f"It has {len(missing)} codes that the study does not have",
            f"Bring at most {MOST_NEW_CODES} at once, or put them into the study first",
        )
    if study is None:
        return None, []
    for name in missing:
        study, _ = add_code(library, study.id, name)
    return study, missing


def _plain(name: str) -> str:
    return " ".join(name.split())


class _Lander:
    """Makes annotations of moments, with the ids of one study."""

    def __init__(self, session_id: str, author: str, study: Study | None) -> None:
        self._session_id = session_id
        self._author = author
        self._codes = {code.name.casefold(): code.id for code in study.codebook} if study else {}
        self._tasks = {task.title.casefold(): task.id for task in study.tasks} if study else {}
        self._rules = {rule.name for rule in RULES}
        self._lost_tasks: set[str] = set()
        self._lost_codes = False
        self._now = datetime.now(UTC).isoformat(timespec="milliseconds")

    def told(self) -> list[str]:
        """What had no place here."""
        told = []
        if self._lost_tasks:
            names = ", ".join(f"“{shown(name)}”" for name in sorted(self._lost_tasks)[:8])
            told.append(f"The study has no such task: {names}")
        if self._lost_codes:
            told.append("The session's study is not kept here, so that codes were left out")
        return told

    def annotation(self, annotation_id: str, moment: ToldMoment) -> Annotation:
        """As the library keeps it."""
        task_id = self._tasks.get(moment.task.casefold(), "")
        if moment.task and not task_id:
            self._lost_tasks.add(moment.task)
        codes = [self._codes.get(_plain(name).casefold(), "") for name in moment.codes]
        self._lost_codes |= any(
            name.strip() and not code for name, code in zip(moment.codes, codes, strict=True)
        )
        known_rule = moment.rule in self._rules
        at = self._date(moment.created_at)
        return Annotation(
            id=annotation_id,
            session_id=self._session_id,
            author=moment.author or self._author,
            kind=moment.kind,
            start_ns=moment.start_ns,
            end_ns=moment.end_ns,
            severity=moment.severity,
            note=moment.note,
            created_at=at,
            changed_at=at,
            quote=moment.quote,
            codes=tuple(dict.fromkeys(code for code in codes if code)),
            component=moment.component,
            team=moment.team,
            task_id=task_id,
            rule=moment.rule if known_rule else "",
            reason=moment.reason if known_rule else "",
        )

    def comments(self, said: Annotation, moment: ToldMoment) -> Iterable[Comment]:
        """What was said to it."""
        for number, told in enumerate(moment.comments):
            if told.text.strip():
                at = self._date(told.created_at)
                who = (told.author or self._author)[:LONGEST_NAME]
                comment_id = id_from(said.id, str(number), told.text)
                yield Comment(comment_id, said.id, who, told.text, at, at)

    def _date(self, told: str) -> str:
        """A date that a file tells, where it is one."""
        try:
            at = datetime.fromisoformat(told)
        except ValueError:
            return self._now
        if at.tzinfo is None or not 1990 <= at.year <= 9000:
            return self._now
        return at.astimezone(UTC).isoformat(timespec="milliseconds")
