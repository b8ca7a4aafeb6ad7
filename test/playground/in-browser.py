#!/usr/bin/env python3
"""in-browser.py --page DIR --stackc PROGRAM --browser PROGRAM [--examples DIR]

Opens the page of `make playground` in a browser without a window and holds what it makes against what the program makes:
all files of all examples, byte for byte, and the diagnostics of the sources that test/sema and test/syntax/errors find
something wrong with. Then it uses the page as a person would.
What the page is asked to do stands in Inputs/driven.js. Exit status 1 and a line per difference.
"""

import argparse
import functools
import http.server
import json
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading

INPUTS = pathlib.Path(__file__).parent / "Inputs"
TESTS = INPUTS.parents[1]
SECONDS = 180  # for a slow machine; it takes some ten


def handler(page, wrong, results):
    """Serves the page, what drives it and the wrong sources; what is posted is a result."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            name = path.split("?")[0].lstrip("/")
            own = INPUTS / name
            return str(own if name.startswith("driven") else pathlib.Path(page) / name)

        def do_GET(self):
            if self.path != "/wrong.json":
                return super().do_GET()
            body = json.dumps(wrong).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            return self.wfile.write(body)

        def do_POST(self):
            results.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    return functools.partial(Handler, directory=page)


def seen_in_browser(options, wrong):
    """What driven.js found out."""
    results = queue.Queue()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(options.page, wrong, results))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as profile:
        command = [options.browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
        command += [f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/driven.html"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as browser:
            try:
                return results.get(timeout=SECONDS)
            except queue.Empty:
                sys.exit(f"the browser gave no result in {SECONDS} s")
            finally:
                browser.terminate()
                server.shutdown()


def wrong_sources():
    """The texts by their paths below test/, each as a main.stack of its own."""
    files = [*TESTS.glob("sema/**/*.stack"), *TESTS.glob("syntax/errors/*.stack")]
    wanted = [file for file in sorted(files) if "Inputs" not in file.parts and "expected-error" in file.read_text()]
    return {file.relative_to(TESTS).as_posix(): file.read_text() for file in wanted}


def built(stackc, folder):
    """What the program makes of an example, by paths, but for what it notes for itself."""
    with tempfile.TemporaryDirectory() as output:
        subprocess.run([stackc, "build", folder, "-o", output], check=True, capture_output=True)
        files = [file for file in pathlib.Path(output).rglob("*") if file.is_file()]
        return {file.relative_to(output).as_posix(): file.read_text() for file in files if file.name != ".stackc-files"}


def said(stackc, text):
    """The diagnostics of the program for a main.stack with that text."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "main.stack").write_text(text)
        command = [stackc, "build", "main.stack", "-o", "out", "--diagnostics", "json"]
        output = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True).stdout
        return json.loads(output)["diagnostics"]


def differences(expected, seen, where):
    for path in sorted(expected.keys() | seen.keys()):
        if path not in seen:
            yield f"{where}: the page doesn't make {path}"
        elif path not in expected:
            yield f"{where}: only the page makes {path}"
        elif expected[path] != seen[path]:
            yield f"{where}: {path} differs"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--page", required=True)
    parser.add_argument("--stackc", required=True, type=os.path.abspath)
    parser.add_argument("--browser", required=True)
    parser.add_argument("--examples", type=pathlib.Path, default=TESTS.parent / "examples")
    options = parser.parse_args()
    wrong = wrong_sources()
    seen = seen_in_browser(options, wrong)
    faults = list(seen["faults"])
    examples = sorted(file.parent for file in options.examples.glob("*/main.stack"))
    if sorted(seen["examples"]) != [folder.name for folder in examples]:
        faults.append(f"the page has the examples {sorted(seen['examples'])}")
    count = 0
    for folder in examples:
        expected = built(options.stackc, folder)
        count += len(expected)
        faults += differences(expected, seen["examples"].get(folder.name, {}).get("files", {}), folder.name)
    for name, text in wrong.items():
        expected = said(options.stackc, text)
        if expected != seen["wrong"][name]:
            faults.append(f"{name}: other diagnostics")
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"start {seen['start']:.0f} ms;", ", ".join(f"{name} {one['milliseconds']:.0f} ms" for name, one in seen["examples"].items()))
    print(f"{len(examples)} examples, {count} files, {len(wrong)} wrong sources, {len(faults)} differences")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
