#!/usr/bin/env python3
"""Hostile text in users' values, in every type that holds text: both backends give equal data, or both refuse.

The types are found in the compiler: a kind of type, or a domain of strings, that Inputs/values.stack doesn't have is a
failure. With --all each value is crossed with each text; without, with some of them, so that all are used.
"""

import argparse
import os
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import agreement  # noqa: E402
from helm_yaml import helms  # noqa: E402

# Whatever a line, a scalar, a template or a comment might end with, between harmless letters.
TEXTS = [f"a{rune}b" for rune in "\x01\x07\x0b\x0c\r\n\t\x1b\x7f\x80\x85\x9f\xa0\xad\u1680\u200b\u200f\u2028\u2029\u202e\u2066\ufeff\ufffd\ufffe\uffff"]
TEXTS += [
    "hi\u2028  injected: \"yes\"\u2028  more: |\u2028    x", "a\x85  injected: \"yes\"\x85  more: \"b", "a\n  injected: yes\n", "\n  a\n b", " \n\tx",
    "---\na: b", "{{ fail `x` }}", "<<", "=", "<no value>", "# c", ": ", "- a", "x\\", "\"", "'", "\U0001f600", "a: b", "~", "yes", "0x1", "|", "a\r\nb",
    "\u2028", "\x85", "\u00a0", "x" * 300, "%s", "$(PLAIN)",
]  # fmt: skip

# Where the text goes, in YAML's flow style.
PLACES = {
    "String Plain": ["{plain: @}", "{sized: @}"],
    "String Url": ["{url: @}", "{url: 'http://h/@'}"],
    "String Quantity": ["{quantity: @}"],
    "String Duration": ["{duration: @}"],
    "String Percent": ["{percent: @}"],
    "String Tag": ["{tag: @}"],
    "String Cron": ["{cron: @}"],
    "String Semver": ["{semver: @}"],
    "String DnsLabel": ["{label: @}"],
    "String DnsName": ["{dnsName: @}"],
    "Sensitive": ["{secret: @}", "{password: @}", "{password: {existing: {secret: @}}}", "{password: {existing: {secret: x, key: @}}}"],
    "IntOrPercent": ["{amount: @}"],
    "Enum": ["{level: @}"],
    "Variant": ["{choice: {kind: with, with: {text: @}}}", "{choice: {kind: @}}", "{tagless: {some: {text: @}}}", "{tagless: {@: {}}}"],
    "Record": ["{record: {text: @}}", "{record: {@: x}}", "{@: x}", "{x-note: @}", "{global: {@: @}}"],
    "Optional": ["{maybe: @}", "{spare: {enabled: true, text: @, note: @}}"],
    "List": ["{list: [x, @]}", "{parts: [{text: @}]}"],
    "Map": ["{map: {k: @}}", "{map: {@: x}}", "{levels: {low: @}}", "{levels: {@: x}}"],
    "Native": ["{tolerations: [{key: @, operator: Exists}]}"],
    "Data": ["{open: {k: [@]}}", "{open: {@: x}}"],
}  # fmt: skip
# Kinds without text of users.
TEXTLESS = {"Error", "Bool", "Int", "Float", "String", "Partial"}


def found_places():
    header = (ROOT / "compiler/core/types.h").read_text()
    kinds = re.search(r"enum class TypeKind[^{]*\{(.*?)\};", header, re.DOTALL).group(1)
    yield from re.findall(r"\b([A-Z]\w*)\b", re.sub(r"//.*", "", kinds))
    domains = re.search(r"enum class Domain[^{]*\{(.*?)\}", header, re.DOTALL).group(1)
    yield from ("String " + name for name in re.findall(r"\w+", domains))


def quoted(text):
    """A double-quoted scalar of YAML that every Helm reads."""
    out = ""
    for rune in text:
        code = ord(rune)
        plain = 0x20 <= code < 0x7F and rune not in "\"\\"
        out += rune if plain else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return '"' + out + '"'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stackc", default=os.environ.get("STACKC", "stackc"))
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    all_helms = helms()
    used = all_helms if options.all else [all_helms[0], all_helms[-1]]
    places = set(found_places()) - TEXTLESS
    problems = [f"no hostile text for the type `{place}`" for place in sorted(places - PLACES.keys())]
    problems += [f"there is no type `{place}`" for place in sorted(PLACES.keys() - places)]
    equal = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        source = str(HERE / "Inputs/values.stack")
        chart = agreement.build_chart(options.stackc, source, folder)
        file = pathlib.Path(folder, "values.yaml")
        arguments = ["--namespace", "d", "-f", str(file)]
        theirs = [agreement.helm_command(helm, chart, "demo", [*arguments, "--kube-version", "1.30.0"]) for helm in used]
        ours = agreement.manifests_command(options.stackc, source, "demo", [*arguments, "--kube-version", "1.30.0"])
        turn = 0
        for place in (place for group in PLACES.values() for place in group):
            step = 1 if options.all or place == "{plain: @}" else 17
            for text in TEXTS[turn % step :: step]:
                file.write_text(place.replace("'http://h/@'", quoted("http://h/" + text)).replace("@", quoted(text)) + "\n")
                outcome = agreement.judge(ours, theirs, by_source=False)
                equal += outcome.kind == "equal"
                refused += outcome.kind == "refused"
                if outcome.kind == "problem":
                    problems.append(f"{place} with {ascii(text)}:\n  " + "\n  ".join(outcome.lines))
            turn += 5
    for problem in problems:
        print(problem)
    print(f"{equal} equal, {refused} refused, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
