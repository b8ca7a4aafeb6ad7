"""complete.py SHELL SCRIPT: prints what the shell offers for some lines, by the script, in a folder with a file."""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

LINES = [
    "stackc gr", "stackc import ", "stackc build --tar", "stackc build --target ", "stackc build --target m",
    "stackc build x --env prod --fo", "stackc import crd --gr", "stackc import jsonschema --gr",
    "stackc graph --format ", "stackc --format ", "stackc completion f", "stackc build sou",
]
# Fish knows the values behind a `=` by itself.
JOINED = ["stackc graph --format=", "stackc graph --format=m", "stackc test . --format=j"]
FILE = "source one.stack"


def bash(script, line):
    """Bash takes words apart at `=`."""
    words = [part for word in line.split(" ") for part in re.split("(=)", word) if part or "=" not in word]
    program = (
        f"source {shlex.quote(script)}; COMP_WORDS=({' '.join(map(shlex.quote, words))}); COMP_CWORD={len(words) - 1}; "
        '_stackc; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    return subprocess.run(["bash", "-c", program], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def fish(script, line):
    program = f"source {shlex.quote(script)}; complete -C {shlex.quote(line)}"
    out = subprocess.run(["fish", "--no-config", "-c", program], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [word.split("\t")[0].replace("\\ ", " ") for word in out.splitlines()]


def zsh(script, line):
    """Runs the function with the builtins of completion in place of the editor."""
    words = line.split(" ")
    program = (
        "compadd() { shift; local one; for one in $@; do [[ $one == ${cur}* ]] && print -r -- $one; done }; "
        "compset() { true }; _files() { local one; for one in ${cur}*(N); do print -r -- $one; done }; "
        f"source {shlex.quote(script)}; words=({' '.join(map(shlex.quote, words))}); CURRENT={len(words)}; _stackc"
    )
    done = subprocess.run(["zsh", "-f", "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


def main():
    shell, script = sys.argv[1], os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        pathlib.Path(FILE).touch()
        for line in LINES + ([] if shell == "fish" else JOINED):
            offered = set({"bash": bash, "fish": fish, "zsh": zsh}[shell](script, line)) - {""}
            wanted = re.search(r" sou$", line) is not None
            print(f"{line}: {' '.join(sorted(one for one in offered if wanted or one != FILE))}".rstrip(" "))


main()
