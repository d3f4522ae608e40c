"""The window, driven by a rehearsal over a pipe: its widgets are pressed as a hand would."""
