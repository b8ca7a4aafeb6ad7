"""A chart on every Helm and as manifests, for tests that look at what comes out."""

import concurrent.futures
import functools
import itertools
import os
import pathlib
import subprocess
import tempfile
import unittest

import streams
from engines import engines
from streams import compare

ROOT = pathlib.Path(__file__).resolve().parents[2]


@functools.lru_cache
def built(example):
    """(source, chart) of an example. The chart lies in a folder that goes when the program ends."""
    folder = tempfile.TemporaryDirectory()
    source = ROOT / "examples" / example
    built.folders = [*getattr(built, "folders", []), folder]
    return source, streams.build_chart(stackc(), source, folder.name)


@functools.lru_cache
def shared_engines():
    return engines()


_calls = itertools.count()
# The resources of what was rendered before.
_seen = {}


def renderers():
    """Helm's engines where they are there, and for each eighth set of values the Helms as well; else the Helms."""
    if not shared_engines():
        return streams.helms()
    return [*shared_engines(), *(streams.helms() if next(_calls) % 8 == 0 else [])]


def stackc():
    return os.environ.get("STACKC") or str(ROOT / "build/release/bin/stackc")


@unittest.skipUnless(streams.helms(), "$STACKC_HELMS is empty")
class ExampleTest(unittest.TestCase):
    """Of one example; subclasses set these."""

    example = release = namespace = None
    versions = ("--kube-version", "1.29.0")

    @classmethod
    def setUpClass(cls):
        cls.source, cls.chart = built(cls.example)

    def arguments(self, files=(), sets=()):
        given = [part for file in files for part in ("-f", str(self.source / "values" / f"{file}.yaml"))]
        return ["--namespace", self.namespace, *self.versions, *given, *(part for text in sets for part in ("--set", text))]

    def runs(self, *arguments, release=None):
        """Of stackc and of `renderers()`, with their documents."""
        release = release or self.release
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            ours = pool.submit(streams.run_stackc, stackc(), self.source, release, arguments)
            theirs = [pool.submit(streams.run_helm, helm, self.chart, release, arguments) for helm in renderers()]
            result = [run.result() for run in (ours, *theirs)]
        streams.read_all(result)
        return result

    def objects(self, *sets, files=(), release=None):
        """The resources for these values; all sides accept them and agree."""
        arguments = self.arguments(files, sets)
        name = (self.source, release or self.release, *arguments)
        if name not in _seen:
            ours, *theirs = self.runs(*arguments, release=release)
            for run in (ours, *theirs):
                self.assertEqual(run.kind, "accepted", f"{' '.join(run.command)}\n{run.err}")
            for run in theirs:
                self.assertEqual(compare(ours.documents, run.documents, ("stackc", "helm")), [], run.command)
            _seen[name] = streams.plain(ours.documents)
        return _seen[name]

    def assert_refused(self, *sets, files=(), naming=()):
        """All sides refuse the values, and each message holds the texts of `naming`."""
        for run in self.runs(*self.arguments(files, sets)):
            self.assertIn(run.kind, ("schema", "check", "refused"), f"{' '.join(run.command)}\n{run.err}{run.out[:300]}")
            for text in naming:
                self.assertIn(text, run.err + run.out, run.command)

    def assert_same_twice(self, scenarios):
        """Each of the pairs of sets and files gives the same text twice."""
        for sets, files in scenarios:
            one, other = (self.runs(*self.arguments(files, sets)) for _ in range(2))
            for first, second in zip(one, other):
                self.assertEqual(first.out, second.out, first.command)

    def assert_packaged_alike(self, sets=()):
        """The package gives what the folder gives, on every Helm."""
        arguments = self.arguments(sets=sets)
        for helm in streams.helms():
            with tempfile.TemporaryDirectory() as folder:
                done = self.helm(helm, "package", self.chart, "-d", folder)
                self.assertEqual(done.returncode, 0, done.stderr)
                (package,) = pathlib.Path(folder).iterdir()
                packed = streams.run_helm(helm, package, self.release, arguments)
                self.assertEqual(packed.kind, "accepted", packed.err)
                self.assertEqual(packed.out, streams.run_helm(helm, self.chart, self.release, arguments).out)

    def helm(self, helm, *arguments):
        return subprocess.run([helm, *map(str, arguments)], capture_output=True, text=True, check=False)
