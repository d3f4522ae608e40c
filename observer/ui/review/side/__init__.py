"""The panel beside the picture: moments, suggestions, words, tasks, and who sees what."""
