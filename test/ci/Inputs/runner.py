"""Steps of GitHub's workflows and composite actions, run as its runners run them, as far as this repository's need it."""

import os
import re
import subprocess

TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|([A-Za-z_][\w.-]*)|(&&|\|\||==|!=|!|[(),])|(\d+))")
OPERATORS = {"&&": " and ", "||": " or ", "!": " not "}


def evaluate(expression, context):
    """The value of an expression; `context` maps names such as `github.ref` to values. What it doesn't have is an error."""
    functions = {
        "startsWith": lambda text, start: text.startswith(start),
        "format": lambda text, *values: text.format(*values),
        "cancelled": lambda: False,
        "success": lambda: context["failed"] is False,
    }
    python, values, at = "", [], 0
    while at < len(expression.rstrip()):
        found = TOKEN.match(expression, at)
        if not found:
            raise ValueError(f"`{expression[at:]}` is no part of an expression that is known here")
        at = found.end()
        text, name, operator, number = found.groups()
        if operator:
            python += OPERATORS.get(operator, operator)
            continue
        if text is not None:
            values.append(text.replace("''", "'"))
        elif number:
            values.append(int(number))
        else:
            values.append(functions[name] if name in functions else context[name])
        python += f"values[{len(values) - 1}]"
    return eval(python, {"values": values})


def substitute(text, context):
    """A text with its `${{ … }}` evaluated."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(evaluate(found[1], context)), str(text))


def is_run(step, context):
    """Whether a step is run: without a condition of its own state, only if nothing failed before it."""
    condition = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", str(step.get("if", "success()")).strip())
    if not re.search(r"\b(success|failure|cancelled|always)\(", condition):
        condition = f"success() && ({condition})"
    return bool(evaluate(condition, context))


class Runner:
    """Runs steps in a folder; `context` are the names of expressions, `variables` those of processes."""

    def __init__(self, folder, scratch, context, variables):
        self.folder, self.scratch = folder, scratch
        self.context = dict(context, failed=False)
        self.variables = dict(variables, RUNNER_TEMP=str(scratch))
        self.used, self.summary = [], ""

    def command_file(self, name):
        file = self.scratch / name
        file.write_text("")
        self.variables[name] = str(file)
        return file

    def run(self, step):
        """Runs a step with `run`; (exit status, output of both streams)."""
        files = {name: self.command_file(name) for name in ("GITHUB_PATH", "GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        script = self.scratch / "step.sh"
        script.write_text(substitute(step["run"], self.context))
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"] if step.get("shell") == "bash" else ["bash", "-e"]
        own = {name: substitute(value, self.context) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            [*shell, str(script)], cwd=self.folder, env={**self.variables, **own}, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        for folder in files["GITHUB_PATH"].read_text().splitlines():
            self.variables["PATH"] = f"{folder}{os.pathsep}{self.variables['PATH']}"
        for line in files["GITHUB_OUTPUT"].read_text().splitlines():
            name, _, value = line.partition("=")
            self.context[f"steps.{step['id']}.outputs.{name}"] = value
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text()
        return done.returncode, done.stdout

    def steps(self, steps):
        """Runs the steps one by one and tells each; whether all went well. `used` are those with `uses`, with their inputs."""
        for step in steps:
            name = step.get("name") or step.get("uses") or step["run"].splitlines()[0]
            if not is_run(step, self.context):
                print(f"left out: {name}")
                continue
            if "uses" in step:
                self.used.append((step["uses"], {key: substitute(value, self.context) for key, value in step.get("with", {}).items()}))
                continue
            status, output = self.run(step)
            print(f"{'ok' if status == 0 else f'FAILED ({status})'}: {name}")
            print("".join(f"    {line}\n" for line in output.splitlines()), end="", flush=True)
            self.context["failed"] |= status != 0
        return not self.context["failed"]


def composite(action, inputs):
    """The steps of a composite action, and the names that its inputs are behind."""
    assert action["runs"]["using"] == "composite"
    unknown = set(inputs) - set(action["inputs"])
    assert not unknown, f"the action has no input {unknown}"
    context = {f"inputs.{name}": inputs.get(name, said["default"]) for name, said in action["inputs"].items()}
    return action["runs"]["steps"], context
