"""Reels that show sessions which are erased: their clips go, and the quotes that introduce them."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from observer.database.connection import Connection
from observer.database.rows import utc_now

_Item = dict[str, Any]


def cut_reels(connection: Connection, session_ids: Collection[str]) -> None:
    """Take the sessions' clips out of every reel; one that shows nothing else goes altogether.

    A card with a quote goes with the clip it stands before: it is that customer who is quoted.
    """
    with connection.writing() as database:
        if not connection.row("SELECT 1 FROM sqlite_schema WHERE name = 'reels'"):
            return  # a copy that an earlier version made
        for number, text in connection.tuples("SELECT number, items FROM reels"):
            items: list[_Item] = json.loads(text)
            left = _without(items, session_ids)
            if len(left) == len(items):
                continue
            if any(item["form"] == "clip" for item in left):
                database.execute(
                    "UPDATE reels SET items = ?, changed_at = ? WHERE number = ?",
                    [json.dumps(left, ensure_ascii=False), utc_now(), number],
                )
            else:
                database.execute("DELETE FROM reels WHERE number = ?", [number])


def texts_cut(connection: Connection, session_ids: Collection[str]) -> list[str]:
    """What stands on the clips and cards that `cut_reels` takes out."""
    found = []
    for (text,) in connection.tuples("SELECT items FROM reels"):
        items: list[_Item] = json.loads(text)
        left = _without(items, session_ids)
        whole = not any(item["form"] == "clip" for item in left)
        gone = items if whole and left != items else [one for one in items if one not in left]
        found += [str(one.get(name, "")) for one in gone for name in ("title", "words", "quote")]
    return [text for text in found if text]


def _without(items: Sequence[_Item], session_ids: Collection[str]) -> list[_Item]:
    left: list[_Item] = []
    cards: list[_Item] = []
    for item in items:
        if item["form"] != "clip":
            cards.append(item)
        elif item["session_id"] in session_ids:
            left += [card for card in cards if not card.get("quote")]
            cards = []
        else:
            left += [*cards, item]
            cards = []
    return left + cards
