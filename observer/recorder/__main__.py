"""`python -m observer.recorder`: the recording process, started by observer.recorder.client."""

from observer.recorder.process import run

if __name__ == "__main__":
    run()
