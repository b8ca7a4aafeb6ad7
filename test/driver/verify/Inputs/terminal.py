"""terminal.py STACKC SOURCE HELM: what `stackc verify` tells on a terminal, with a Helm that takes its time."""

import os
import pty
import stat
import subprocess
import sys
import tempfile

stackc, source, helm = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    slow = os.path.join(folder, "helm")
    with open(slow, "w", encoding="utf-8") as script:
        script.write(f'#!/bin/sh\nsleep 0.7\nexec {helm} "$@"\n')
    os.chmod(slow, stat.S_IRWXU)
    ours, theirs = pty.openpty()
    done = subprocess.run([stackc, "verify", source, "--helm", slow, "--samples", "20"], stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 65536):
            told += part
    except OSError: # the end of a terminal
        pass
lines = told.decode().split("\r\x1b[K")
assert done.returncode == 0, (done, told)
assert lines[0] == "" and lines[-1] == "" and len(lines) > 2, lines
print(len(lines) - 2, lines[-2])
