"""The form in which a participant says what may be recorded, and the copy they take home."""
