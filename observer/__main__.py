"""`python -m observer`: the command line."""

from observer.cli import main

if __name__ == "__main__":
    main()
