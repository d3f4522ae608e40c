"""What the participant sees of a recording, and what the recording sees of Observer."""
