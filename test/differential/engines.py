"""Helm's engines without its command: one process renders many value sets (test/helm/render, named by $STACKC_RENDERERS)."""

import atexit
import json
import os
import subprocess
import threading

SECONDS = 60
TIMEOUT = 124  # the exit status of what was stopped for its time, as timeout(1) has it
_LISTS = {"-f": "files", "--set": "set", "--api-versions": "apiVersions"}
_WORDS = {"--namespace": "namespace", "--kube-version": "kubeVersion"}


class Engine:
    """Stands where the path of a Helm does."""

    def __init__(self, program):
        self.program, self.lock, self.process, self.expired = program, threading.Lock(), None, False
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
            why = f"took more than {SECONDS} s" if self.expired else "the engine ended"
            return subprocess.CompletedProcess(command, TIMEOUT if self.expired else 1, "", why)
        return subprocess.CompletedProcess(command, 1 if "error" in answer else 0, answer.get("out", ""), answer.get("error", ""))

    def _expire(self):
        self.expired = True
        self.process.kill()

    def _asked(self, line):
        if self.process is None or self.process.poll() is not None:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            self.process = subprocess.Popen([self.program], text=True, encoding="utf-8", **pipes)
        self.expired = False
        timer = threading.Timer(SECONDS, self._expire)
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
