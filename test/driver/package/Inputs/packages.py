"""packages.py STACKC HELMS FOLDER SOURCE...: each source's package against the package that each Helm makes of its chart.

The same files with the same bytes, and rendered the same. The closing line counts.
"""

import pathlib
import subprocess
import sys
import tarfile


def files_of(package):
    with tarfile.open(package) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar.getmembers() if one.isfile()}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def rendered(*command):
    """What Helm prints; None if the values are not complete."""
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    return result.stdout if result.returncode == 0 else None


def check(stackc, helms, folder, source):
    run(stackc, "package", source, "-o", folder / "ours")
    run(stackc, "build", source, "--target", "helm", "-o", folder / "built")
    (ours,) = (folder / "ours").glob("*.tgz")
    (chart,) = (folder / "built" / "charts").iterdir()
    for number, helm in enumerate(helms):
        out = folder / str(number)
        run(helm, "package", chart, "-d", out)
        (theirs,) = out.glob("*.tgz")
        assert theirs.name == ours.name, (theirs.name, ours.name)
        made, expected = files_of(ours), files_of(theirs)
        # Helm writes these two anew, from what it read.
        for name in [one for one in expected if one.endswith(("/Chart.yaml", "/Chart.lock"))]:
            assert made.pop(name, None) or name.endswith("Chart.lock"), f"{ours.name} lacks {name}"
            expected.pop(name)
        made = {name: text for name, text in made.items() if not name.endswith("/Chart.lock")}
        assert made == expected, f"{ours.name}: {sorted(made.keys() ^ expected.keys())}"
        # With the first values of those in ci/ by which nothing is random.
        for values in [[]] + [["-f", one] for one in sorted((chart / "ci").glob("*-values.yaml"))]:
            render = (helm, "template", "release", "--kube-version", "1.34.0", *values)
            expected = rendered(*render, chart)
            if expected is not None and expected == rendered(*render, chart):
                break
        assert expected is not None and rendered(*render, ours) == expected, f"{ours.name} renders as something else with {helm}"


def main():
    stackc, helms, folder, sources = sys.argv[1], sys.argv[2].split(":"), pathlib.Path(sys.argv[3]), sys.argv[4:]
    for number, source in enumerate(sources):
        check(stackc, helms, folder / f"source{number}", source)
    print(f"{len(sources)} packages")


if __name__ == "__main__":
    main()
