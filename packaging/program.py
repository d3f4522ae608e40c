"""The packaged program's start: the command line, or one of our own modules.

A packaged program has no Python beside it: where the code starts `python -m observer.recorder`, the
interpreter it names is this very program, which therefore understands `-m` too.
"""

import runpy
import sys

from observer.cli import main

if __name__ == "__main__":
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2].startswith("observer."):
        module = sys.argv[2]
        sys.argv[1:3] = []
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        main()
