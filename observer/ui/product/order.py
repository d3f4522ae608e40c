"""What is in the basket, and whether an address will do."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """One thing for sale; the price is in cents."""

    key: str
    name: str
    words: str
    cents: int


ARTICLES = (
    Article("lamp", "Evening lamp", "Linen shade, oak foot", 8900),
    Article("plant", "Fig seedling", "60 cm, easy to keep", 3450),
    Article("pot", "Harbour pot", "Glazed, 24 cm", 2790),
)

_POST_CODE = re.compile(r"[0-9]{4}[A-Z]{2}")


@dataclass(slots=True)
class Order:
    """How many of each article."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, key: str) -> None:
        """One more of it."""
        self.counts[key] = self.counts.get(key, 0) + 1

    @property
    def pieces(self) -> int:
        """How many things in all."""
        return sum(self.counts.values())

    @property
    def cents(self) -> int:
        """What it costs."""
        return sum(article.cents * self.counts.get(article.key, 0) for article in ARTICLES)


def is_post_code(text: str) -> bool:
    """Flaw 1: a space between figures and letters is usual, and refused."""
    return _POST_CODE.fullmatch(text) is not None


def price(cents: int) -> str:
    """`€ 89.00`."""
    return f"€ {cents // 100}.{cents % 100:02d}"
