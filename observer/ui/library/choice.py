"""Which sessions of the library are wanted: by words, study, participant, segment, review state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from observer.database.rows import SessionRow
from observer.model.annotation import ReviewState


@dataclass(frozen=True, slots=True)
class Choice:
    """Empty fields want everything. `words` must all occur in what a card says."""

    words: tuple[str, ...] = ()
    study: str = ""
    participant: str = ""
    segment: str = ""
    reviews: frozenset[ReviewState] = frozenset()

    @property
    def is_sifted(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.study or self.participant or self.segment or self.reviews)

    def takes(self, row: SessionRow) -> bool:
        """Whether a session is wanted, words aside."""
        return (
            (not self.study or row.study == self.study)
            and (not self.participant or row.participant == self.participant)
            and (not self.segment or row.segment == self.segment)
            and (not self.reviews or row.review in self.reviews)
        )

    def without_reviews(self) -> "Choice":
        """The same, however far the review is."""
        return replace(self, reviews=frozenset())


def said_words(text: str) -> tuple[str, ...]:
    """What is typed into the search, as words to compare with a card's."""
    return tuple(text.replace('"', " ").casefold().split())


def count_reviews(rows: Iterable[SessionRow], choice: Choice) -> Mapping[ReviewState, int]:
    """How many sessions each review state would leave."""
    anyhow = choice.without_reviews()
    counts = dict.fromkeys(ReviewState, 0)
    for row in rows:
        if anyhow.takes(row):
            counts[row.review] += 1
    return counts
