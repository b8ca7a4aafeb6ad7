#!/usr/bin/env python3
"""Highlights Stack files with Kate's own highlighter and editors/kate/stack.xml.

    kate.py FOLDER WORDS FILE...

Prints what the words of the file WORDS are. Then it says behind which of the files something is still open: behind each
stands a declaration, which is none there. FOLDER is for scratch.
"""

import html
import os
import pathlib
import re
import shutil
import subprocess
import sys

SYNTAX = pathlib.Path(__file__).resolve().parents[2] / "editors/kate/stack.xml"
# Of the theme Breeze Light, which is always there.
KINDS = {
    "color:#607880;": "documentation",
    "color:#898887;": "a comment",
    "color:#bf0303;": "a string",
    "color:#e31616;": "a raw string",
    "color:#3daee9;": "an escape",
    "font-weight:bold;": "a word of the language",
    "color:#644a9b;": "a name",
    "color:#ff5500;": "an import",
    "color:#0057ae;": "a key or type",
    "color:#ca60ca;": "an operator or annotation",
    "color:#b08000;": "a number",
    "color:#644a9b;font-weight:bold;": "a built-in type",
    "color:#aa5500;": "a constant",
}
WORDS = ["/// A greeting", "// done", "chart hello", "import std", "Counter by", "by kind", "@section", "Url\n", "1.5Gi", "r\"^",
         "\\n\")", "no comment", "test \"greets", "true", "greet(name", "replicas: Int"]


def spans(folder, text):
    """(style, text) of the pieces of a text."""
    own = folder / "org.kde.syntax-highlighting" / "syntax"
    own.mkdir(parents=True, exist_ok=True)
    shutil.copy(SYNTAX, own)
    source = folder / "text.stack"
    source.write_text(text)
    variables = {**os.environ, "XDG_DATA_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    command = ["kate-syntax-highlighter", "--syntax", "Stack", "--theme", "Breeze Light", source]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    body = done.stdout.partition("<pre>\n")[2].rpartition("</pre>")[0]
    for style, inside, plain in re.findall(r'<span style="([^"]*)">(.*?)</span>|([^<]+)', body, re.DOTALL):
        yield style, html.unescape(inside or plain)


def kind_at(pieces, position):
    for style, text in pieces:
        if position < len(text):
            return KINDS.get(style, style or "plain")
        position -= len(text)
    return None


def main():
    folder, words, *files = (pathlib.Path(argument) for argument in sys.argv[1:])
    text = words.read_text()
    pieces = list(spans(folder, text))
    assert "".join(piece for _, piece in pieces).strip() == text.strip()
    for word in WORDS:
        print(word.strip(), "is", kind_at(pieces, text.index(word)))

    end = "chart behind {}\n"
    behind = "".join(f"{file.read_text()}\n{end}" for file in files)
    position, at_ends = 0, []
    for style, piece in spans(folder, behind):
        if style == "font-weight:bold;" and behind.startswith(end, position):
            at_ends.append(position)
        position += len(piece)
    position = 0
    for file in files:
        position += len(file.read_text()) + 1
        if position not in at_ends:
            print(f"{file}: something is open behind it")
        position += len(end)


if __name__ == "__main__":
    main()
