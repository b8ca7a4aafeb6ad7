"""Helm's engines without its command: one process renders many value sets (test/helm/render, named by $STACKC_RENDERERS)."""

import atexit
import json
import os
import subprocess
import threading

SECONDS = 60
_LISTS = {"-f": "files", "--set": "set", "--api-versions": "apiVersions"}
_WORDS = {"--namespace": "namespace", "--kube-version": "kubeVersion"}


class Engine:
    """Stands where the path of a Helm does."""

    def __init__(self, program):
        self.program, self.lock, self.process = program, threading.Lock(), None
        atexit.register(self.stop)

    def __str__(self):
        return self.program

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def template(self, chart, release, arguments):
        """What `helm template` would do, as a finished process."""
        command = [self.program, "template", release, str(chart), *arguments]
        with self.lock:
            answer = self._asked(json.dumps(request(chart, release, arguments)))
        if answer is None:
            return subprocess.CompletedProcess(command, 124, "", f"the engine ended, or took more than {SECONDS} s")
        return subprocess.CompletedProcess(command, 1 if "error" in answer else 0, answer.get("out", ""), answer.get("error", ""))

    def _asked(self, line):
        if self.process is None or self.process.poll() is not None:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            self.process = subprocess.Popen([self.program], text=True, encoding="utf-8", **pipes)
        timer = threading.Timer(SECONDS, self.process.kill)
        timer.start()
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
            return json.loads(answer) if answer else None
        except BrokenPipeError:
            return None
        finally:
            timer.cancel()


def request(chart, release, arguments):
    result = {"chart": str(chart), "release": release, "files": [], "set": [], "apiVersions": []}
    for flag, value in zip(arguments[::2], arguments[1::2], strict=True):
        if flag in _LISTS:
            result[_LISTS[flag]].append(value)
        else:
            result[_WORDS[flag]] = value
    return result


def engines():
    return [Engine(path) for path in os.environ.get("STACKC_RENDERERS", "").split(":") if path]
