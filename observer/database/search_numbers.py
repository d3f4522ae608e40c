"""The number of a text in the search: where it belongs and how it ranks.

So the newest matches come out of the index first, without a sort, and those of one session are a
stretch of it:

    2 ** 62  what people said; without it: titles, tasks, names
    2 ** 35  the session's place: the minute it was recorded in, or the next free one
    2 ** 32  the source, 0 to 7
    1        the row in the source's table

Step 0008 of the schema numbers by it: as unchangeable as the step itself.
"""

SAID = 1 << 62
"""Added to the number of what people said."""

PLACE = 1 << 35
"""From one session's place to the next."""

SOURCE = 1 << 32
"""From one source to the next."""

ANNOTATION, COMMENT, DEBRIEF, ANSWER, ATTEMPT_NOTE = 7, 6, 5, 4, 3
"""The sources of what people said."""

LABELS, TASK, WINDOW, SESSION = 7, 6, 5, 4
"""The other sources; the labels are an annotation's, whose own words stand above."""


def text_number(source: int, row: str, *, said: bool) -> str:
    """The expression for it, where `place` is the session's and `row` the row's in its table."""
    start = (SAID if said else 0) + source * SOURCE
    return f"{start} + place * {PLACE} + {row}"


def free_place(minute: str) -> str:
    """The expression for the first free place of a session from a minute on."""
    return (
        f"CASE WHEN NOT EXISTS (SELECT 1 FROM search_sessions WHERE place = {minute})"
        f" THEN {minute} ELSE (SELECT min(place) + 1 FROM search_sessions AS taken"
        f" WHERE place >= {minute}"
        " AND NOT EXISTS (SELECT 1 FROM search_sessions WHERE place = taken.place + 1)) END"
    )
