"""What a chart's generated texts are in a cluster: generated.py CHART, with the Helms of $STACKC_HELMS."""

import base64
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "differential"))
import cluster  # noqa: E402

ALPHABETS = {"digits": "[0-9]", "hex": "[0-9a-f]", "letters": "[A-Za-z]", "alphanumeric": "[A-Za-z0-9]"}


def main():
    chart = sys.argv[1]
    with cluster.running() as there:
        for helm in os.environ["STACKC_HELMS"].split(":"):
            version = subprocess.run([helm, "version", "--template", "{{.Version}}"], capture_output=True, text=True, check=True).stdout.lstrip("v")
            there.empty()
            (first,) = there.secrets(helm, chart, "demo")
            for key, text in sorted(first["data"].items()):
                plain = base64.b64decode(text).decode()
                kind = next(name for name, letters in ALPHABETS.items() if re.fullmatch(f"{letters}*", plain))
                print(f"{version}: {key.upper()} {len(plain)} {kind}")
            (other,) = there.secrets(helm, chart, "demo")
            same = [key for key in first["data"] if first["data"][key] == other["data"][key]]
            print(f"{version}: another installation has other texts" if not same else f"{version}: not one that differs: {same}")
            there.hold("demo", [first])
            (second,) = there.secrets(helm, chart, "demo")
            print(f"{version}: " + ("an upgrade keeps them" if second["data"] == first["data"] else "an upgrade differs"))
            there.hold("demo", [first], without=["HEX"])
            (third,) = there.secrets(helm, chart, "demo")
            changed = [key for key in first["data"] if first["data"][key] != third["data"][key]]
            print(f"{version}: " + ("a key that is new is made, the others are kept" if changed == ["HEX"] else f"{changed} differs"))


main()
