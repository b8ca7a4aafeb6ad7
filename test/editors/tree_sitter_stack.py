#!/usr/bin/env python3
"""Tests the tree-sitter grammar with tree-sitter's library for Python.

    tree_sitter_stack.py GRAMMAR.so parse FILE      the files named in FILE, one a line, have no ERROR and no MISSING node,
                                                    and a parse that goes on from an edited tree gives the same tree
    tree_sitter_stack.py GRAMMAR.so corpus FOLDER   the trees in the corpus files are what the sources there give
    tree_sitter_stack.py GRAMMAR.so queries FOLDER  each of the queries can be compiled
    tree_sitter_stack.py GRAMMAR.so marks FILE      below a line `// ^^^ capture` says that what stands above is that for
                                                    highlights.scm, `// ^^^ -capture` that it isn't

GRAMMAR.so is the compiled grammar. What is wrong is said as `file:line: …`; then the exit status is 1.
"""

import ctypes
import pathlib
import re
import sys
import warnings

import tree_sitter

HIGHLIGHTS = pathlib.Path(__file__).resolve().parents[2] / "editors/tree-sitter-stack/queries/stack/highlights.scm"
CASE = re.compile(r"^=+\n(.*?)\n=+\n(.*?)\n---+\n(.*?)(?=^=+\n|\Z)", re.MULTILINE | re.DOTALL)
MARK = re.compile(rb"^(\s*//\s*)(\^+)\s+(-?)(\S+)\s*$")
wrong = []


def load(library):
    """The language of a compiled grammar."""
    function = ctypes.CDLL(library).tree_sitter_stack
    function.restype = ctypes.c_void_p
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a number in place of a capsule
        return tree_sitter.Language(function())


def complain(file, line, text):
    wrong.append(f"{file}:{line}: {text}")


def faults(node):
    """The ERROR and MISSING nodes in a node."""
    if node.is_missing or node.type == "ERROR":
        yield node
    elif node.has_error:
        for child in node.children:
            yield from faults(child)


def edited(parser, source, tree):
    """The tree of the source, parsed after a line in the middle was taken out and put back."""
    lines = source.split(b"\n")
    middle = len(lines) // 2
    begin, size = len(b"\n".join(lines[:middle])), len(lines[middle]) + 1
    without = source[:begin] + source[begin + size :]
    row = source.count(b"\n", 0, begin)
    point = (row, begin - (source.rfind(b"\n", 0, begin) + 1))
    behind = (row + 1, len(lines[middle])) if middle else (0, size)
    tree.edit(begin, begin + size, begin, point, behind, point)
    tree = parser.parse(without, tree)
    tree.edit(begin, begin, begin + size, point, point, behind)
    return parser.parse(source, tree)


def parse(language, listing):
    parser = tree_sitter.Parser(language)
    files = pathlib.Path(listing).read_text().split()
    for file in files:
        source = pathlib.Path(file).read_bytes()
        tree = parser.parse(source)
        for node in faults(tree.root_node):
            text = source[node.start_byte : node.end_byte][:60].decode(errors="replace")
            complain(file, node.start_point[0] + 1, f"{'MISSING ' if node.is_missing else ''}{node.type} `{text}`")
        before = str(tree.root_node)
        if str(edited(parser, source, tree).root_node) != before:
            complain(file, 1, "the tree after an edit is another one")
    print(f"{len(files)} files")


def corpus(language, folder):
    parser = tree_sitter.Parser(language)
    for file in sorted(pathlib.Path(folder).glob("*.txt")):
        for name, source, expected in CASE.findall(file.read_text()):
            found = str(parser.parse(source.encode()).root_node)
            if found.split() != re.sub(r"\s+\)", ")", expected).split():
                complain(file, 1, f"{name}: {found}")


def queries(language, folder):
    for file in sorted(pathlib.Path(folder).glob("*.scm")):
        try:
            tree_sitter.Query(language, file.read_text())
        except tree_sitter.QueryError as error:
            complain(file, 1, error)


def marks(language, file):
    source = pathlib.Path(file).read_bytes()
    cursor = tree_sitter.QueryCursor(tree_sitter.Query(language, HIGHLIGHTS.read_text()))
    captures = cursor.captures(tree_sitter.Parser(language).parse(source).root_node)
    above = 0
    lines = source.split(b"\n")
    for row, line in enumerate(lines):
        mark = MARK.match(line)
        if not mark:
            above = row
            continue
        column, end = len(mark[1]), len(mark[1]) + len(mark[2])
        capture = mark[4].decode()
        has = any(
            node.start_point <= (above, column) and node.end_point >= (above, end)
            for name, nodes in captures.items()
            if name == capture or name.startswith(capture + ".")
            for node in nodes
        )
        if has == bool(mark[3]):
            complain(file, row + 1, f"`{lines[above][column:end].decode()}`")


def main():
    language = load(sys.argv[1])
    {"parse": parse, "corpus": corpus, "queries": queries, "marks": marks}[sys.argv[2]](language, *sys.argv[3:])
    print("\n".join(wrong[:50]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
