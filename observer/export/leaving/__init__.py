"""What of a session may leave in writing: after consent, redaction and the participant's name."""
