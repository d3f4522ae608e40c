"""A session's moments in the formats of other tools; each says what it cannot hold."""
