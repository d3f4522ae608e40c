"""Drafts as the CSV that Jira and GitLab import."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from observer.export.document import Document
from observer.export.drafts.draft import Draft
from observer.export.drafts.markdown import Tracker, body_lines
from observer.export.tables.safe_cells import defuse
from observer.model.identity import slug

PRIORITIES = ("Lowest", "Low", "Medium", "High", "Highest")
"""Jira's own, for severities 0 to 4."""

# Jira's wiki markup; a backslash in front takes its meaning away from each of them.
_MARKUP = re.compile(r"[\\{}\[\]*_?\-+^~|!#]")
_BLOCK = re.compile(r"^(h[1-6]|bq)\.")
_NO_WIDTH = "\u200b"


def jira_table(drafts: Sequence[Draft]) -> Document:
    """A row an issue. Several labels stand in columns of one name, as Jira wants them."""
    most = max((len(draft.labels) for draft in drafts), default=0)
    head = ["Summary", "Issue Type", "Priority", "Component/s", "Description"]
    rows = [
        [
            draft.title,
            "Bug",
            "" if draft.severity is None else PRIORITIES[draft.severity],
            draft.components[0] if draft.components else "",
            "\n".join(_jira_lines(draft)),
            *[slug(name).lower() for name in draft.labels],
            *[""] * (most - len(draft.labels)),
        ]
        for draft in drafts
    ]
    return _csv([*head, *["Labels"] * most], rows)


def gitlab_table(drafts: Sequence[Draft]) -> Document:
    """Title and description, the columns that GitLab imports."""
    rows = [[draft.title, "\n".join(body_lines(draft, Tracker.GITLAB))] for draft in drafts]
    return _csv(["title", "description"], rows)


def escape_jira(text: str) -> str:
    """Words in one line that mean nothing to Jira. Two backslashes would break the line."""
    line = _MARKUP.sub(
        lambda sign: "&#92;" if sign[0] == "\\" else f"\\{sign[0]}", " ".join(text.split())
    )
    return _BLOCK.sub(rf"\1{_NO_WIDTH}.", line)


def _jira_lines(draft: Draft) -> Iterable[str]:
    yield f"*Severity:* {escape_jira(draft.severity_words)}"
    yield f"*Frequency:* {escape_jira(draft.frequency_words)}"
    if draft.followed_up:
        yield f"*Followed up:* {escape_jira(draft.followed_up)}"
    if draft.description:
        yield from ("", *_lines(draft.description))
    if draft.steps:
        yield from ("", "h3. Steps", f"As {escape_jira(draft.worst.when)} took them:")
        yield from (f"# {escape_jira(step.words)}" for step in draft.steps)
    if draft.expected:
        yield from ("", "h3. Expected")
        yield from (f"* {escape_jira(line)}" for line in draft.expected)
    yield from ("", "h3. Observed")
    for sight in draft.sights:
        yield f"*{escape_jira(sight.when)}*"
        yield from _lines(sight.moment.note or str(sight.moment.kind).capitalize())
        if sight.moment.quote:
            yield from ("", *_lines(f"“{sight.moment.quote}”"))
        yield ""
    if draft.files:
        yield "h3. Evidence"
        yield from (f"* {escape_jira(name)}" for name in draft.files)


def _lines(text: str) -> Iterable[str]:
    return (escape_jira(line) for line in text.splitlines())


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Document:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([defuse(cell) for cell in row] for row in rows)
    return Document(text.getvalue().encode("utf-8", "replace"))
