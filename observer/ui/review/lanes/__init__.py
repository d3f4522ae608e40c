"""The rows of the timeline, one small class a file; each paints itself and answers hits."""
