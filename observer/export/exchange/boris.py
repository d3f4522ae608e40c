"""Sessions as a project of BORIS (format 7.0, JSON)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from observer.export.document import Document, said_once
from observer.export.exchange.boris_words import (
    CODE_CATEGORY,
    CODER_VARIABLE,
    KIND_CATEGORY,
    KINDS,
    MODIFIER_SETS,
    NOT_CHOSEN,
    POINT,
    POINT_SUFFIX,
    SEPARATOR,
    SESSION_VARIABLE,
    STATE,
    behaviour_of_code,
    modifier,
)
from observer.export.exchange.tagged_text import comment_text, compose
from observer.export.exchange.told import ToldMoment, told_moments
from observer.export.leaving.session import LeavingSession
from observer.model.annotation import SEVERITY_WORDS
from observer.model.clock import NS_PER_SECOND

FORMAT = "7.0"
_FPS = 30.0  # our pictures come when they change; BORIS wants a number to step by


def boris_project(sessions: Sequence[LeavingSession]) -> Document:
    """A project with an observation for each session and coder.

    BORIS pairs the begin and the end of a behaviour by their order. Moments of one coder and
    behaviour that overlap or touch are therefore in further observations, numbered.
    """
    told = [(session, told_moments(session)) for session in sessions]
    everything = [moment for _, moments in told for moment in moments]
    observations: dict[str, Any] = {}
    for session, moments in told:
        for coder in sorted({moment.author for moment in moments}) or [""]:
            own = [moment for moment in moments if moment.author == coder]
            for number, apart in enumerate(_apart(own) or [[]], 1):
                name = _free_name(_name(session, coder, number), observations)
                observations[name] = _observation(session, coder, apart)
    project = {
        "time_format": "hh:mm:ss",
        "project_date": min(session.row.recorded_at for session in sessions)[:19],
        "project_name": sessions[0].row.study,
        "project_description": "",
        "project_format_version": FORMAT,
        "subjects_conf": _subjects(sessions),
        "behaviors_conf": _ethogram(sessions, everything),
        "behavioral_categories": [KIND_CATEGORY, CODE_CATEGORY],
        "independent_variables": _variables(),
        "coding_map": {},
        "converters": {},
        "observations": observations,
    }
    content = json.dumps(project, ensure_ascii=False, indent=1)
    return Document(content.encode("utf-8", "replace"), said_once(_losses(everything)))


def _losses(moments: Iterable[ToldMoment]) -> Iterable[str]:
    for moment in moments:
        for text in (moment.task, moment.component, moment.team):
            held = modifier(text)
            if held != text:
                yield f"BORIS refuses ( | ) , ` ~ in modifiers: “{text}” is “{held}” there"
        for code in moment.codes:
            if SEPARATOR in code:
                yield f"BORIS refuses | in behaviours: “{code}” has / there"


@dataclass(slots=True)
class _Group:
    """Moments that BORIS cannot mix up; `ends_ns` by behaviour."""

    moments: list[ToldMoment] = field(default_factory=list)
    ends_ns: dict[str, int] = field(default_factory=dict)
    spans: set[tuple[int, int]] = field(default_factory=set)

    def has_room(self, moment: ToldMoment) -> bool:
        """Whether no behaviour touches, and no moment has the same span: codes go by it."""
        return (moment.start_ns, moment.end_ns) not in self.spans and all(
            self.ends_ns.get(behaviour, -1) < moment.start_ns for behaviour in _behaviours(moment)
        )

    def add(self, moment: ToldMoment) -> None:
        self.moments.append(moment)
        self.spans.add((moment.start_ns, moment.end_ns))
        self.ends_ns.update(dict.fromkeys(_behaviours(moment), moment.end_ns))


def _apart(moments: Iterable[ToldMoment]) -> list[list[ToldMoment]]:
    """The moments in groups that each make an observation."""
    groups: list[_Group] = []
    for moment in moments:
        group = next((one for one in groups if one.has_room(moment)), None)
        if group is None:
            group = _Group()
            groups.append(group)
        group.add(moment)
    return [group.moments for group in groups]


def _behaviours(moment: ToldMoment) -> list[str]:
    suffix = POINT_SUFFIX if moment.is_point else ""
    names = [moment.kind.value, *(behaviour_of_code(code) for code in moment.codes)]
    return [name + suffix for name in names]


def _observation(
    session: LeavingSession, coder: str, moments: Sequence[ToldMoment]
) -> dict[str, Any]:
    files = [segment.file for segment in session.segments]
    events = [event for moment in moments for event in _events(session, moment)]
    ends = [segment.end_ns or session.row.duration_ns for segment in session.segments]
    lengths = {
        segment.file: (end_ns - segment.start_ns) / NS_PER_SECOND
        for segment, end_ns in zip(session.segments, ends, strict=True)
    }
    return {
        "file": {"1": files, "2": []},
        "type": "MEDIA",
        "date": session.row.recorded_at[:19],
        "description": "",
        "time offset": 0.0,
        "visualize_spectrogram": False,
        "close_behaviors_between_videos": False,
        "independent_variables": {
            SESSION_VARIABLE: session.row.id,
            CODER_VARIABLE: coder,
            "study": session.row.study,
            "segment": session.row.segment,
        },
        "media_info": {
            "length": lengths,
            "fps": dict.fromkeys(files, _FPS),
            "hasVideo": dict.fromkeys(files, True),
            "hasAudio": dict.fromkeys(files, True),
            "offset": {"1": 0.0, "2": 0.0},
        },
        "events": sorted(events, key=lambda event: event[0]),
    }


def _events(session: LeavingSession, moment: ToldMoment) -> Iterable[list[Any]]:
    subject = session.row.participant
    comment = _comment(moment)
    for place, behaviour in enumerate(_behaviours(moment)):
        modifiers = "" if place else _modifiers(moment)
        words = "" if place else comment
        yield [_seconds(moment.start_ns), subject, behaviour, modifiers, words]
        if not moment.is_point:
            yield [_seconds(moment.end_ns), subject, behaviour, modifiers, ""]


def _modifiers(moment: ToldMoment) -> str:
    severity = "" if moment.severity is None else str(moment.severity)
    values = (severity, moment.task, moment.component, moment.team)
    return SEPARATOR.join(modifier(value) or NOT_CHOSEN for value in values)


def _comment(moment: ToldMoment) -> str:
    return compose(
        moment.note,
        [
            ("quote", moment.quote),
            *(("comment", comment_text(comment)) for comment in moment.comments),
            *(("rule", moment.rule), ("reason", moment.reason)),
            *(("said", moment.created_at), ("id", moment.id)),
        ],
    )


def _seconds(ns: int) -> float:
    return ns / NS_PER_SECOND


def _ethogram(
    sessions: Sequence[LeavingSession], moments: Sequence[ToldMoment]
) -> dict[str, dict[str, Any]]:
    values: dict[str, set[str]] = defaultdict(set)
    values["severity"] = {str(step) for step in range(len(SEVERITY_WORDS))}
    for moment in moments:
        values["task"].add(modifier(moment.task))
        values["component"].add(modifier(moment.component))
        values["team"].add(modifier(moment.team))
    sets = {
        str(place): {"name": name, "type": 0, "values": sorted(values[name] - {""})}
        for place, name in enumerate(MODIFIER_SETS)
    }
    codes = {
        code.name: code.description
        for session in sessions
        for code in (session.study.codebook if session.study else ())
    }
    codes |= {code: codes.get(code, "") for moment in moments for code in moment.codes}
    named = [(kind, "", KIND_CATEGORY, sets) for kind in KINDS]
    named += [(behaviour_of_code(code), codes[code], CODE_CATEGORY, {}) for code in codes]
    found = [
        {
            "type": form,
            "key": "",
            "code": name + suffix,
            "description": description,
            "category": category,
            "modifiers": modifiers,
            "excluded": "",
            "coding map": "",
        }
        for name, description, category, modifiers in named
        for form, suffix in ((STATE, ""), (POINT, POINT_SUFFIX))
    ]
    return {str(place): behaviour for place, behaviour in enumerate(found)}


def _subjects(sessions: Sequence[LeavingSession]) -> dict[str, dict[str, str]]:
    people = {session.row.participant: session.row.segment for session in sessions}
    return {
        str(place): {"key": "", "name": code, "description": segment}
        for place, (code, segment) in enumerate(people.items())
    }


def _variables() -> dict[str, dict[str, str]]:
    told = {
        SESSION_VARIABLE: "the session's id in Observer",
        CODER_VARIABLE: "who said what is in the observation",
        "study": "the study's name",
        "segment": "the kind of customer",
    }
    return {
        str(place): {
            "label": label,
            "description": meaning,
            "type": "text",
            "default value": "",
            "possible values": "",
        }
        for place, (label, meaning) in enumerate(told.items())
    }


def _name(session: LeavingSession, coder: str, number: int) -> str:
    parts = [session.row.study, session.row.participant, session.row.id[:4], coder]
    name = " ".join(" ".join(parts).split())
    return f"{name} ({number})" if number > 1 else name


def _free_name(name: str, taken: Iterable[str]) -> str:
    while name in taken:
        name += "'"
    return name
