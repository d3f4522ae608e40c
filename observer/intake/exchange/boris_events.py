"""The events of one observation of BORIS as moments."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from observer.export.exchange.boris_words import (
    CODE_CATEGORY,
    CODER_VARIABLE,
    COMMENT_TAGS,
    KIND_CATEGORY,
    KINDS,
    MODIFIER_SETS,
    NOT_CHOSEN,
    POINT_SUFFIX,
    SEPARATOR,
    SESSION_VARIABLE,
    STATE,
    code_of_behaviour,
)
from observer.export.exchange.tagged_text import comment_of, parse
from observer.export.exchange.told import ToldMoment
from observer.intake.exchange.brought import plain_text, shown, time_ns
from observer.model.annotation import AnnotationKind
from observer.model.errors import ExchangeError


@dataclass(frozen=True, slots=True)
class _Behaviour:
    """One of the ethogram: whether it lasts, its category, the names of its modifier sets."""

    lasts: bool = False
    category: str = ""
    modifiers: tuple[str, ...] = ()


class Ethogram:
    """The behaviours of a project by their code."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        """Raises ExchangeError for behaviours that are not as BORIS writes them."""
        self._known: dict[str, _Behaviour] = {}
        for number, behaviour in told.items():
            where = f"Behaviour {shown(number)} of the ethogram"
            code = plain_text(behaviour.get("code"), where)
            form = plain_text(behaviour.get("type", ""), where)
            category = behaviour.get("category") or ""
            self._known[code] = _Behaviour(
                form.lower().startswith(STATE.lower()),
                plain_text(category, where),
                _modifier_names(behaviour.get("modifiers"), where),
            )

    def find(self, code: str) -> _Behaviour:
        """A behaviour; one that the ethogram does not have is a point without modifiers."""
        return self._known.get(code, _Behaviour())


def _modifier_names(told: object, where: str) -> tuple[str, ...]:
    """Older projects have no sets with names, but one text of values."""
    if not isinstance(told, dict):
        return ()
    names = []
    for one in told.values():
        if not isinstance(one, dict):
            raise ExchangeError(
                f"{where} has modifiers that are none", "Open it in BORIS and save it anew"
            )
        names.append(plain_text(one.get("name", ""), where))
    return tuple(names)


@dataclass(frozen=True, slots=True)
class _Event:
    """One line of an observation."""

    at_ns: int
    subject: str
    code: str
    modifiers: str
    comment: str


@dataclass(slots=True)
class _Lasting:
    """An event with its end."""

    event: _Event
    end_ns: int


@dataclass(slots=True)
class ObservationReader:
    """Reads one observation; `told` are sentences about what was not as it should be."""

    ethogram: Ethogram
    name: str
    observation: Mapping[str, Any]
    told: list[str] = field(default_factory=list)

    def moments(self) -> list[ToldMoment]:
        """Its events as moments. Raises ExchangeError, naming the event."""
        events = self._events()
        lasting = self._paired(events)
        variables = self.observation.get("independent_variables")
        variables = variables if isinstance(variables, dict) else {}
        coder = variables.get(CODER_VARIABLE, "")
        coder = plain_text(coder if isinstance(coder, str) else "", f"Observation “{self.name}”")
        if isinstance(variables.get(SESSION_VARIABLE), str):
            return self._own(lasting, coder)
        return [self._foreign(one, coder) for one in lasting]

    def _events(self) -> list[_Event]:
        told = self.observation.get("events")
        if not isinstance(told, list):
            raise ExchangeError(
                f"Observation “{shown(self.name)}” has no list of events",
                "Open the project in BORIS and save it anew",
            )
        events = [self._event(line, number) for number, line in enumerate(told, 1)]
        return sorted(events, key=lambda event: event.at_ns)

    def _event(self, line: object, number: int) -> _Event:
        where = f"Event {number} of observation “{shown(self.name)}”"
        if not isinstance(line, list) or len(line) < 3:
            raise ExchangeError(
                f"{where} is none", "It needs time, subject and behaviour; save it anew in BORIS"
            )
        texts = [plain_text(part, where) for part in [*line[1:5], "", ""][:4]]
        return _Event(time_ns(line[0], where), *texts)

    def _paired(self, events: list[_Event]) -> list[_Lasting]:
        """The begin of a state with its end, by subject, behaviour and modifiers as BORIS does."""
        found: list[_Lasting] = []
        open_states: dict[tuple[str, str, str], _Lasting] = {}
        for event in events:
            one = _Lasting(event, event.at_ns)
            if not self.ethogram.find(event.code).lasts:
                found.append(one)
                continue
            key = (event.subject, event.code, event.modifiers)
            begun = open_states.pop(key, None)
            if begun is None:
                open_states[key] = one
                found.append(one)
            else:
                begun.end_ns = event.at_ns
        if open_states:
            self.told.append(
                f"Observation “{shown(self.name)}”: {len(open_states)} states have a begin and no"
                " end; they are points"
            )
        return found

    def _own(self, lasting: list[_Lasting], coder: str) -> list[ToldMoment]:
        """Kinds, with the codes that were said of the same stretch."""
        moments: dict[tuple[int, int], list[ToldMoment]] = {}
        rest: list[_Lasting] = []
        for one in lasting:
            base = one.event.code.removesuffix(POINT_SUFFIX)
            behaviour = self.ethogram.find(one.event.code)
            if behaviour.category == KIND_CATEGORY and base in KINDS:
                made = self._of_kind(one, KINDS[base], coder)
                moments.setdefault((made.start_ns, made.end_ns), []).append(made)
            else:
                rest.append(one)
        alone = []
        for one in rest:
            said = moments.get((one.event.at_ns, one.end_ns))
            if said and self.ethogram.find(one.event.code).category == CODE_CATEGORY:
                code = code_of_behaviour(one.event.code)
                said[0] = replace(said[0], codes=(*said[0].codes, code))
            else:
                alone.append(self._foreign(one, coder))
        return [moment for group in moments.values() for moment in group] + alone

    def _of_kind(self, one: _Lasting, kind: AnnotationKind, coder: str) -> ToldMoment:
        note, tagged = parse(one.event.comment, COMMENT_TAGS)
        chosen = self._chosen(one.event)
        severity = chosen.pop("severity", "")
        task, component, team = (chosen.pop(name, "") for name in MODIFIER_SETS[1:])
        last = dict(tagged)
        return ToldMoment(
            start_ns=one.event.at_ns,
            end_ns=one.end_ns,
            kind=kind,
            author=coder,
            severity=int(severity) if severity in tuple("01234") else None,
            note=_with_lines(note, chosen),
            quote=last.get("quote", ""),
            rule=last.get("rule", ""),
            reason=last.get("reason", ""),
            created_at=last.get("said", ""),
            id=last.get("id", ""),
            comments=tuple(comment_of(text) for tag, text in tagged if tag == "comment"),
            task=task,
            component=component,
            team=team,
        )

    def _foreign(self, one: _Lasting, coder: str) -> ToldMoment:
        """A behaviour becomes a code; subject and modifiers become lines of the note."""
        event = one.event
        chosen = self._chosen(event)
        if event.subject:
            chosen = {"subject": event.subject, **chosen}
        code = code_of_behaviour(event.code)
        return ToldMoment(
            start_ns=event.at_ns,
            end_ns=one.end_ns,
            author=coder,
            note=_with_lines(event.comment, chosen),
            codes=(code,) if code.strip() else (),
        )

    def _chosen(self, event: _Event) -> dict[str, str]:
        """The modifiers that were chosen, by the names of their sets."""
        if not event.modifiers:
            return {}
        names = self.ethogram.find(event.code).modifiers
        values = event.modifiers.split(SEPARATOR)
        named = {
            (names[place] if place < len(names) else "") or f"modifier {place + 1}": value
            for place, value in enumerate(values)
        }
        return {name: value for name, value in named.items() if value not in ("", NOT_CHOSEN)}


def _with_lines(note: str, named: Mapping[str, str]) -> str:
    lines = [f"{name}: {value}" for name, value in named.items()]
    return "\n".join([*([note] if note else []), *lines])
