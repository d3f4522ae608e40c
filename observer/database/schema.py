"""The tables, one append-only step after another. A released step is never edited.

What a step does stands in `steps/`, a file an era of tables. `number` is the row's own integer,
which the full-text index holds on to; `id` is the name that the rest of the world uses. Times are
session nanoseconds, dates ISO 8601.
"""

from sqlite_utils import Migrations

from observer.database.steps import (
    annotations,
    evidence,
    findings,
    recordings,
    search,
    sittings,
    studies,
)

STEPS = Migrations("observer")

STEPS(name="0001_sessions")(recordings.create_sessions)
STEPS(name="0002_annotations")(annotations.create_annotations)
STEPS(name="0003_search")(search.create_search)
STEPS(name="0004_studies")(studies.describe_studies)
STEPS(name="0005_sittings")(sittings.create_sittings)
STEPS(name="0006_signatures")(recordings.create_signatures)
STEPS(name="0007_workshop")(annotations.open_workshop)
STEPS(name="0008_search_everything")(search.search_everything)
STEPS(name="0009_evidence")(evidence.gather_evidence)
STEPS(name="0010_findings")(findings.name_findings)
STEPS(name="0011_retention")(recordings.set_retention)
STEPS(name="0012_effort")(sittings.measure_effort)
STEPS(name="0013_board_history")(findings.remember_the_board)
