"""workflow.py STACKC HELM REGISTRY PAGE FOLDER: runs the steps of the workflow in docs/ci.md, for a pull request and for a tag.

The repository is a clone with the stack of the page; the registry is one on this machine.
"""

import filecmp
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

import registry
import yaml
from runner import Runner, substitute

BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read_page(page):
    """The workflow, and the files of the page."""
    blocks = BLOCK.findall(pathlib.Path(page).read_text())
    workflow = next(yaml.safe_load(text) for language, _, text in blocks if language == "yaml")
    return workflow, {file: text for _, file, text in blocks if file}


def git(folder, *arguments):
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def repository(folder, files):
    """A clone whose branch differs from its origin's by more replicas."""
    origin = folder / "origin"
    for file, text in files.items():
        (origin / file).parent.mkdir(parents=True, exist_ok=True)
        (origin / file).write_text(text)
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "first")
    git(folder, "clone", "-q", str(origin), "clone")
    clone = folder / "clone"
    git(clone, "checkout", "-q", "-b", "more")
    main = clone / "deploy" / "main.stack"
    main.write_text(main.read_text().replace("replicas = 3", "replicas = 4"))
    git(clone, "commit", "-q", "-a", "-m", "more replicas")
    return clone


def programs(folder, **targets):
    """A folder for PATH with links to programs, and a `gh` that keeps what it is told."""
    folder.mkdir()
    for name, target in targets.items():
        (folder / name).symlink_to(os.path.abspath(target))
    gh = folder / "gh"
    gh.write_text('#!/bin/sh\necho "$@"\nwhile [ $# -gt 1 ]; do shift; done\ncat "$1"\n')
    gh.chmod(0o755)
    return folder


class Workflow:
    def __init__(self, workflow, clone, folder, context, variables):
        self.workflow, self.clone, self.folder = workflow, clone, folder
        self.context, self.variables = context, variables

    def job(self, name, context, variables):
        """Runs a job as the event wants it; its runner, for what was left behind."""
        print(f"== {name}", flush=True)
        scratch = self.folder / f"temp-{name}-{context['github.event_name']}"
        scratch.mkdir()
        runner = Runner(self.clone, scratch, {**self.context, **context}, {**self.variables, **variables})
        assert runner.steps(self.workflow["jobs"][name]["steps"]), f"a step of {name} failed"
        return runner


def check_reports(clone, used):
    reports = clone / "reports"
    suites = xml.etree.ElementTree.parse(reports / "tests.xml").getroot()
    assert suites.get("tests") == "2" and suites.get("failures") == "0", suites.attrib
    assert xml.etree.ElementTree.parse(reports / "coverage.xml").getroot().tag == "coverage"
    assert json.loads((reports / "images.cdx.json").read_text())["components"][0]["name"].endswith("shop")
    uploads = dict(used)
    findings = clone / uploads["github/codeql-action/upload-sarif@v3"]["sarif_file"]
    assert json.loads(findings.read_text())["version"] == "2.1.0"
    for path in uploads["actions/upload-artifact@v4"]["path"].split():
        assert any((clone / path).iterdir()), path


def pushed(helm, address, clone, folder, variables):
    """Whether the registry gives back the bytes that were pushed."""
    pull = [helm, "pull", f"oci://{address}/charts/shop", "--version", "0.1.0", "-d", str(folder)]
    subprocess.run(pull, env=variables, check=True, capture_output=True)
    return filecmp.cmp(folder / "shop-0.1.0.tgz", clone / "dist" / "shop-0.1.0.tgz", shallow=False)


def main():
    stackc, helm, program, page, folder = sys.argv[1:]
    folder = pathlib.Path(folder).resolve()
    workflow, files = read_page(page)
    clone = repository(folder, files)
    path = f"{programs(folder / 'bin', stackc=stackc, helm=helm)}{os.pathsep}{os.environ['PATH']}"
    with registry.running(program, folder / "registry") as (address, certificate):
        variables = dict(os.environ, PATH=path, HOME=str(folder), SSL_CERT_FILE=str(certificate), XDG_CONFIG_HOME=str(folder / "config"))
        context = {"github.token": "token", "github.repository": "acme/shop", "github.event.pull_request.head.repo.full_name": "acme/shop"}
        context |= {"vars.REGISTRY": address, "vars.REGISTRY_USER": registry.USER, "secrets.REGISTRY_TOKEN": registry.PASSWORD}
        jobs = Workflow(workflow, clone, folder, context, variables)
        request = {"github.event_name": "pull_request", "github.ref": "refs/pull/7/merge", "github.event.pull_request.number": 7}
        runner = jobs.job("check", request, {"GITHUB_BASE_REF": "main"})
        check_reports(clone, runner.used)
        assert "`spec.replicas`: `3` → `4`" in runner.summary, runner.summary

        tag = {"github.event_name": "push", "github.ref": "refs/tags/v0.1.0"}
        assert substitute("${{" + workflow["jobs"]["publish"]["if"] + "}}", {**context, **tag}) == "True"
        jobs.job("publish", tag, {"GITHUB_REF_NAME": "v0.1.0"})
        assert pushed(helm, address, clone, folder, variables)
    print("the registry gives back the same bytes")


main()
