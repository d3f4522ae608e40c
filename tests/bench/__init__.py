"""Benchmarks of the recorder against ffmpeg: `python -m tests.bench NAME`. Timing fails nothing."""
