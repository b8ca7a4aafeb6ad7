"""linter.py NAME ARGUMENTS...: runs a linter of $STACKC_LINTERS."""

import os
import sys

program = next(path for path in os.environ["STACKC_LINTERS"].split(":") if os.path.basename(path) == sys.argv[1])
os.execv(program, sys.argv[1:])
