"""The formats of what was said, by the names the command line and the window know them by."""

TABLE_FORMATS = ("csv", "jsonl", "xlsx", "parquet")
CAPTION_FORMATS = ("vtt", "srt")
SESSION_FORMATS = ("elan", "otio", "audacity", "chapters")
DRAFT_FORMATS = ("github", "gitlab", "jira")
FORMATS = (*TABLE_FORMATS, *CAPTION_FORMATS, "boris", *SESSION_FORMATS, *DRAFT_FORMATS)
ONE_SESSION_FORMATS = (*CAPTION_FORMATS, *SESSION_FORMATS)
"""Those that tell of one session: their times are those of its recording."""

TABLE_NAMES = ("sessions", "moments", "attempts", "answers", "scores")
CAPTION_CONTENTS = ("moments", "quotes", "words")
CONTENTS = tuple(dict.fromkeys((*TABLE_NAMES, *CAPTION_CONTENTS)))
SUFFIXES = {"elan": "eaf", "audacity": "txt", "chapters": "ffmetadata"}
"""What a file's name ends with, where it is not the format's own name."""
