"""`python -m observer.companion`: the companion process, started by observer.companion.client."""

from observer.companion.process import run

if __name__ == "__main__":
    run()
