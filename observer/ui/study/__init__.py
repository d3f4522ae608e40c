"""The studies: what is asked of whom, written and kept in the window."""
