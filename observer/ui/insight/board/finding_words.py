"""A finding as evidence: its sentences, and its moments before and since a release."""

from PySide6.QtCore import QCoreApplication

from observer.analysis.board import FindingFigures
from observer.ui.insight.board.card_words import (
    finding_sentence,
    release_sentence,
    state_sentence,
)
from observer.ui.insight.evidence import Evidence, Group, Witnesses

MADE = (
    "The share of participants who met it, with its adjusted-Wald interval of 95%. Before and since"
    " count those watched before the release's date and from it on; the difference is more than"
    " chance explains where its whole interval (Agresti and Caffo, 2000) lies on one side of none."
)


def finding_evidence(figures: FindingFigures, witnesses: Witnesses) -> Evidence:
    """What is known of a finding, and the moments that show it."""
    told = (finding_sentence(figures), release_sentence(figures), state_sentence(figures))
    return Evidence(
        figures.finding.name,
        tuple(part for part in told if part),
        finding_groups(figures, witnesses),
        _tr(MADE),
    )


def finding_groups(figures: FindingFigures, witnesses: Witnesses) -> tuple[Group, ...]:
    """Its moments; parted where a release was made meanwhile."""
    if not figures.since:
        return witnesses.moments(_tr("Moments that show it"), figures.moments)
    since = {said.id for said in figures.since}
    before = [said for said in figures.moments if said.id not in since]
    return (
        *witnesses.moments(_tr("Seen since the release"), figures.since),
        *witnesses.moments(_tr("Seen before it"), before),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
