"""Projects of BORIS: our own, and anybody's from format 4 on."""

import json
from collections.abc import Mapping
from typing import Any

from observer.export.exchange.boris_words import SESSION_VARIABLE
from observer.intake.exchange.boris_events import Ethogram, ObservationReader
from observer.intake.exchange.brought import Brought, check_count, shown
from observer.model.errors import ExchangeError


def read_boris(text: str, name: str, session_id: str, observation: str | None) -> Brought:
    """The observations of one session: the named one, those of `session_id`, or the only one.

    Raises ExchangeError for what is no project, says what cannot be, or leaves the choice open.
    """
    project = _parsed(text, name)
    observations = _mapping(project, "observations", name)
    ethogram = Ethogram(_mapping(project, "behaviors_conf", name))
    moments, told = [], []
    for chosen in _chosen(observations, name, session_id, observation):
        reader = ObservationReader(ethogram, chosen, observations[chosen])
        moments += reader.moments()
        told += reader.told
    told += _left_out(project)
    return Brought(check_count(moments, name), tuple(dict.fromkeys(told)))


def observation_names(text: str, name: str) -> tuple[str, ...]:
    """The names of a project's observations that hold events. Raises ExchangeError."""
    observations = _mapping(_parsed(text, name), "observations", name)
    return tuple(key for key, one in observations.items() if one.get("events"))


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        project: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise ExchangeError(
            f"{name} is broken in line {error.lineno}, column {error.colno}: {error.msg}",
            "Open it in BORIS and save it anew",
        ) from error
    except (ValueError, RecursionError) as error:
        raise ExchangeError(
            f"{name} cannot be read: {shown(error)}", "Open it in BORIS and save it anew"
        ) from error
    if not isinstance(project, dict) or "observations" not in project:
        raise ExchangeError(f"{name} is no project of BORIS", "Choose a file that BORIS saved")
    return project


def _mapping(project: Mapping[str, Any], key: str, name: str) -> dict[str, Any]:
    value = project.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        raise ExchangeError(
            f"“{key}” of {name} is not as BORIS writes it", "Open it in BORIS and save it anew"
        )
    return value


def _chosen(
    observations: Mapping[str, Any], name: str, session_id: str, asked: str | None
) -> list[str]:
    if asked is not None:
        if asked not in observations:
            raise _open(f"{name} has no observation “{shown(asked)}”", observations)
        return [asked]
    groups: dict[str, list[str]] = {}
    for key, observation in observations.items():
        if observation.get("events"):
            variables = observation.get("independent_variables")
            named = variables.get(SESSION_VARIABLE) if isinstance(variables, dict) else None
            groups.setdefault(named if isinstance(named, str) else f"\0{key}", []).append(key)
    if session_id in groups:
        return groups[session_id]
    if len(groups) == 1:
        return next(iter(groups.values()))
    if not groups:
        raise ExchangeError(f"{name} holds no event", "Choose a project with coded observations")
    raise _open(f"{name} holds observations of {len(groups)} sessions", observations)


def _open(problem: str, observations: Mapping[str, Any]) -> ExchangeError:
    names = ", ".join(f"“{shown(key)}”" for key in list(observations)[:12])
    return ExchangeError(problem, f"Name one with --observation: {names}")


def _left_out(project: Mapping[str, Any]) -> list[str]:
    told = []
    if project.get("coding_map"):
        told.append("Coding maps have no place here")
    if project.get("converters"):
        told.append("Converters have no place here")
    return told
