"""What the API server says of resources, each applied on its side with strict validation, as a dry run."""

import pathlib

import yaml

DEFINITION = "CustomResourceDefinition"
NAMESPACE = "default"


class Expected:
    """The refusals of expected.yaml."""

    def __init__(self):
        self._entries = yaml.safe_load((pathlib.Path(__file__).parent / "expected.yaml").read_text())
        self._met = set()

    def has(self, label, message):
        met = [index for index, one in enumerate(self._entries) if one["in"] in label and one["words"] in message]
        self._met.update(met)
        return bool(met)

    def stale(self):
        return [f"nothing meets the entry of expected.yaml: {one}" for i, one in enumerate(self._entries) if i not in self._met]


class DryRun:
    """Counts resources; `problems` has a line for each that the server does not take, `warnings` its warnings with the first
    program that has them."""

    def __init__(self, server):
        self._server, self._expected = server, Expected()
        self.resources, self.refused, self.problems, self.warnings = 0, 0, [], {}

    def judge(self, label, resources):
        stored = []
        try:
            # Kinds that a program defines itself have to be there for its own resources.
            new = [one for one in resources if one["kind"] == DEFINITION and not self._server.has(one, NAMESPACE)]
            for definition in new:
                stored += [definition] if self._note(label, definition, self._server.define(definition)) else []
            for resource in resources:
                if resource not in new:
                    self._one(label, resource)
        finally:
            for definition in stored:
                self._server.undefine(definition)

    def close(self):
        self.problems += self._expected.stale()

    def _one(self, label, resource):
        self._server.ensure_namespace(resource["metadata"].get("namespace") or NAMESPACE)
        self._note(label, resource, self._server.apply(resource, NAMESPACE, dry_run=True))

    def _note(self, label, resource, answer):
        self.resources += 1
        for warning in answer.warnings:
            self.warnings.setdefault(f"{resource['kind']}: {warning}", label)
        if answer.ok:
            return True
        self.refused += 1
        if not self._expected.has(label, answer.message):
            name = resource["metadata"].get("name", "")
            self.problems.append(f"{label}: {resource['apiVersion']} {resource['kind']} {name}: {answer.message}")
        return False
