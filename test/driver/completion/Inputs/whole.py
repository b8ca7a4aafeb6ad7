"""whole.py STACKC SCRIPT…: every command and option that `--help` names is in each of the scripts."""

import pathlib
import re
import subprocess
import sys

stackc, *scripts = sys.argv[1:]


def helped(*command):
    return subprocess.run([stackc, *command, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout


def commands(*outer):
    text = helped(*outer)
    below = re.findall(r"^  ([a-z-]+) ", text.split("Subcommands:")[1], re.MULTILINE) if "Subcommands:" in text else []
    yield outer, set(re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", "\n".join(re.findall(r"^  (-\S+)", text, re.MULTILINE))))
    for name in below:
        yield from commands(*outer, name)


for script in scripts:
    text = pathlib.Path(script).read_text()
    for command, options in commands():
        assert all(re.search(rf"\b{word}\b", text) for word in command), (script, command)
        for option in options:
            name = option.lstrip("-")
            form = option if not script.endswith("fish") else ("-l " if option.startswith("--") else "-s ") + name
            assert re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text), (script, command, option)
