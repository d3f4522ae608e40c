"""How far coders agree, as the command line says it."""

import click

from observer.analysis.agreement import Agreement
from observer.analysis.reliability import Coefficient
from observer.commands.session_facts import seconds_of
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.model.errors import ObserverError
from observer.model.study import Study


def code_id(study: Study | None, name: str | None) -> str:
    """The id of a code by its name. Raises ObserverError where the study has none of it."""
    codebook = study.codebook if study else ()
    for one in codebook:
        if name is not None and one.name.casefold() == name.casefold():
            return one.id
    raise ObserverError(
        f"The study has no code “{name}”" if name else "Name the code with --code",
        f"Its codes: {', '.join(one.name for one in codebook) or 'none'}",
    )


def agreement_facts(found: Agreement) -> dict[str, object]:
    """For programs."""
    return {
        "coders": list(found.coders),
        "by": str(found.facet),
        "matched": found.matched,
        "units": [
            {
                "at": seconds_of(unit.start_ns),
                "labels": dict(labels),
                "moments": {who: one.id for who, one in unit.said.items()},
            }
            for unit, labels in zip(found.units, found.labels, strict=True)
        ],
        "kappa": _coefficient(found.kappa),
        "kappa_with_unmatched": _coefficient(found.kappa_of_all),
        "alpha": _coefficient(found.alpha),
    }


def say_agreement(found: Agreement) -> None:
    """For people."""
    click.echo(
        f"Moments are the same where at most {found.tolerance_ns / NS_PER_SECOND:g} s lie between"
        f" them; the closest are joined first."
    )
    click.echo(f"{found.matched} of {len(found.units)} were marked by all of {_names(found)}.")
    _say("kappa", found.kappa)
    _say("kappa with unmatched", found.kappa_of_all)
    _say("alpha", found.alpha)
    for unit, labels in zip(found.units, found.labels, strict=True):
        told = "  ".join(f"{who}: {labels.get(who, '–')}" for who in found.coders)
        click.echo(f"  {format_ns(unit.start_ns)}  {told}")


def _names(found: Agreement) -> str:
    return f"{', '.join(found.coders[:-1])} and {found.coders[-1]}"


def _say(name: str, coefficient: Coefficient | None) -> None:
    if coefficient is not None:
        value = coefficient.reason if coefficient.value is None else f"{coefficient.value:.3f}"
        click.echo(f"  {name:<22} {value}")


def _coefficient(coefficient: Coefficient | None) -> dict[str, object] | None:
    if coefficient is None:
        return None
    value = None if coefficient.value is None else round(coefficient.value, 4)
    return {"value": value, "items": coefficient.items, "reason": coefficient.reason}
