"""How a moment is put in ELAN's words: its tiers. Read and written.

Each kind has a tier for each coder, "friction@Ann", with the note as the annotation's value. What
else is said of a moment lies on tiers below that one, "severity@friction@Ann". Annotations of one
tier must not overlap: those that do lie on "friction@Ann#2". A point in time has a tier of its own
linguistic type, and a tenth of a second there, so that it can be seen.
"""

from observer.model.clock import NS_PER_MS

STRETCH_TYPE = "observer moment"
POINT_TYPE = "observer point"
FIELD_TYPE = "observer field"
LIST_TYPE = "observer list"

POINT_NS = 100 * NS_PER_MS

FIELDS = ("severity", "quote", "component", "team", "task", "rule", "reason", "said", "id")
LISTS = ("codes", "comments")
SEVERITY_VOCABULARY = "severity"
CODE_VOCABULARY = "codebook"
