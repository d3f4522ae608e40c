"""Everybody who takes part in a live rehearsal."""

from dataclasses import dataclass

from observer.model.study import Study
from observer.rehearsal.customer import Customer
from observer.rehearsal.moderator import Moderator
from observer.rehearsal.observer_browser import ObserverBrowser
from observer.rehearsal.photographer import Photographer


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody who takes part, and the study they take part in."""

    moderator: Moderator
    author: str
    customer: Customer
    first: ObserverBrowser
    second: ObserverBrowser
    study: Study
    photographer: Photographer
