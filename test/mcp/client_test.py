"""stackc's tools as an agent sees them: the client is the SDK of the protocol's authors."""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import time

import anyio
import pytest
from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client

STACKC = os.environ["STACKC"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
SYSTEMS = ["xerv", "hotswap", "clipper", "erlmcp", "nexus"]


@contextlib.asynccontextmanager
async def server(folder=ROOT):
    parameters = StdioServerParameters(command=STACKC, args=["mcp"], cwd=str(folder))
    async with stdio_client(parameters) as (reading, writing), ClientSession(reading, writing) as session:
        await session.initialize()
        yield session


def asked(tool, folder=ROOT, **arguments):
    """(the texts, is it an error?)"""

    async def ask():
        async with server(folder) as session:
            result = await session.call_tool(tool, arguments)
            return "".join(part.text for part in result.content), result.isError

    return anyio.run(ask)


def test_tools_are_described():
    async def listed():
        async with server() as session:
            return (await session.list_tools()).tools

    tools = {tool.name: tool for tool in anyio.run(listed)}
    assert set(tools) == {"check", "render", "explain", "schema", "diff", "images", "test", "import_manifests"}
    assert tools["check"].inputSchema["required"] == ["source"]
    assert [name for name, tool in tools.items() if not tool.annotations.readOnlyHint] == ["test"]
    assert all(tool.description and tool.inputSchema["additionalProperties"] is False for tool in tools.values())


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_system_is_right_and_has_images(system):
    text, wrong = asked("check", source=f"examples/{system}")
    assert not wrong
    assert not [one for one in json.loads(text)["diagnostics"] if one["severity"] == "error"]
    text, wrong = asked("images", source=f"examples/{system}")
    assert not wrong and json.loads(text)["images"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_rendered_is_what_the_command_line_gives(system):
    command = [STACKC, "build", f"examples/{system}", "--target=manifests", "-o", "-", "--set", "commonLabels.team=a"]
    given = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    text, wrong = asked("render", source=f"examples/{system}", set=["commonLabels.team=a"])
    assert wrong == (given.returncode != 0)
    assert text == given.stdout + given.stderr


def test_what_is_wrong_with_a_source_is_a_result(tmp_path):
    (tmp_path / "main.stack").write_text('chart a { version = "1.0.0" }\nvalues { size: Int = "x" }\n')
    text, wrong = asked("check", tmp_path, source="main.stack")
    assert not wrong
    assert [(one["code"], one["line"]) for one in json.loads(text)["diagnostics"] if one["severity"] == "error"] == [("E3001", 2)]


def test_environments_that_are_not_there_are_named():
    text, wrong = asked("render", source="examples/xerv", environment="nope")
    assert wrong and "there are `production`, `redis`, `istio`, `linkerd`" in text


def test_types_codes_and_values_are_explained():
    assert "the whole cluster" in asked("schema", type="ClusterRole")[0]
    assert "strategy" in asked("schema", type="k8s.apps.v1.Deployment.spec")[0]
    assert "E3004" in asked("explain", what="E3004")[0]
    assert "Deployment/xerv spec.replicas" in asked("explain", what="replicaCount", source="examples/xerv")[0]
    assert asked("schema", type="Deploymnt") == ("stackc: there is no kind `Deploymnt`\n  did you mean `Deployment`?\n", True)


def test_two_states_are_compared(tmp_path):
    source = 'chart a { version = "1.0.0" }\nresource c: k8s.core.v1.ConfigMap { metadata { name = "c" }, data = { k = "%s" } }\n'
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.stack").write_text(source % name)
    text, wrong = asked("diff", tmp_path, before="old", after="new", format="json")
    assert not wrong and '"new"' in text and '"old"' in text


def test_tests_are_run():
    text, wrong = asked("test", source="examples/xerv")
    assert not wrong and all(one["passed"] for one in json.loads(text)["tests"])


def test_manifests_become_a_stack(tmp_path):
    manifest = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n"
    (tmp_path / "a.yaml").write_text(manifest)
    text, wrong = asked("import_manifests", tmp_path, text=manifest, name="kept")
    assert not wrong and text.startswith("chart kept {") and "resource configMapA" in text
    assert asked("import_manifests", tmp_path, files=["a.yaml"], name="kept") == (text, False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("check", {}, "`check` needs `source`"),
        ("check", {"source": 1}, "`source` is no string"),
        ("render", {"source": "a", "set": "a=b"}, "`set` is no list of strings"),
        ("check", {"source": "a", "format": "json"}, "`check` has no argument `format`"),
        ("check", {"source": "examples/xerv\x00x"}, "`source` has a NUL character"),
        ("render", {"source": "a", "namespace": ""}, "`namespace` is empty"),
        ("render", {"source": "a", "set": ["a=b", ""]}, "`set` is empty"),
        ("import_manifests", {"text": ""}, "`text` is empty"),
        ("import_manifests", {}, "`import_manifests` needs either `files` or `text`"),
        ("import_manifests", {"files": ["a"], "text": "b"}, "`import_manifests` needs either `files` or `text`"),
        ("diff", {"before": "a", "format": "xml"}, "`format` is one of text, markdown, json"),
    ],
)
def test_arguments_are_checked(tool, arguments, message):
    assert asked(tool, **arguments) == (message, True)


def test_what_a_command_says_of_its_line_is_said_of_arguments():
    told = "`kubeVersion`: `x` is not a version such as 1.29 or v1.29.3\n"
    assert asked("render", source="examples/xerv", kubeVersion="x") == (told, True)


def test_tools_that_are_not_there_are_refused():
    with pytest.raises((McpError, ExceptionGroup)) as told:
        asked("nope")
    fault = told.value
    while isinstance(fault, ExceptionGroup):
        fault = fault.exceptions[0]
    assert "there is no tool `nope`" in str(fault)


def test_no_argument_is_an_option(tmp_path):
    text, wrong = asked("images", tmp_path, source="--output=stolen")
    assert wrong and "can't read --output=stolen" in text
    text, wrong = asked("schema", tmp_path, type="--folder=/")
    assert wrong and not list(tmp_path.iterdir())


def test_what_is_no_request_is_answered_as_json_rpc_says():
    lines = [
        "no JSON",
        "[]",
        '{"jsonrpc":"2.0","method":"notifications/initialized"}',
        '{"jsonrpc":"2.0","id":1,"method":"nope"}',
        '{"jsonrpc":"2.0","id":{},"method":"ping"}',
        '{"jsonrpc":"2.0","id":2,"method":"ping","params":[]}',
        '{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}',
        '{"jsonrpc":"2.0","id":3,"method":"initialize","params":{"protocolVersion":"1999-01-01"}}',
        '{"jsonrpc":"2.0","id":4,"result":{}}',
        "",
        "x" * (17 << 20),
        '{"jsonrpc":"2.0","id":5,"method":"ping"}',
        '{"jsonrpc":"2.0","id":6,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}',
    ]
    done = subprocess.run([STACKC, "mcp"], input="\n".join(lines), capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    told = [(one.get("id"), one["error"]["code"] if "error" in one else "result") for one in answers]
    assert told == [
        (None, -32700),
        (None, -32600),
        (1, -32601),
        (None, -32600),
        (2, -32600),
        (None, -32700),
        (3, "result"),
        (None, -32600),
        (5, "result"),
        (6, "result"),
    ]
    assert answers[6]["result"]["protocolVersion"] == answers[9]["result"]["protocolVersion"] == "2025-11-25"


SLOW = """chart slow { version = "1.0.0" }
values { a: Int = 1 }
let many = range(2000)
check len([for x in many: len([for y in many if y > x: y])]) > values.a else "few"
%s
"""


class Raw:
    """A server that is talked to line by line, in a folder with a stack that takes minutes."""

    def __init__(self, folder):
        environments = "\n".join(f"environment e{i} {{ values {{ a = {i} }} }}" for i in range(1, 300))
        (folder / "slow.stack").write_text(SLOW % environments)
        # As an agent's host starts it: no signal is ignored.
        command = ["env", "--default-signal", STACKC, "mcp"]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def send(self, method, **rest):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", "method": method, **rest}) + "\n")
        self.process.stdin.flush()

    def call_slow(self, number):
        """The id of its process, which runs."""
        before = self.children()
        self.send("tools/call", id=number, params={"name": "check", "arguments": {"source": "slow.stack"}})
        assert within(20, lambda: self.children() - before)
        return (self.children() - before).pop()

    def children(self):
        threads = pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return {child for thread in threads for child in thread.read_text().split()}

    def answer(self):
        return json.loads(self.process.stdout.readline())


def within(seconds, holds):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_a_call_holds_nothing_up_and_is_cancelled(tmp_path):
    with Raw(tmp_path) as server:
        child = server.call_slow(1)
        server.send("ping", id=2)
        assert server.answer() == {"jsonrpc": "2.0", "id": 2, "result": {}}
        server.send("notifications/cancelled", params={"requestId": 7})
        server.send("notifications/cancelled", params=[])
        server.send("notifications/cancelled")
        assert child in server.children()
        server.send("notifications/cancelled", params={"requestId": 1, "reason": "enough"})
        assert within(10, lambda: not server.children())
        # What was cancelled is not answered; what comes then is.
        server.send("tools/call", id="x", params={"name": "explain", "arguments": {"what": "E3004"}})
        answer = server.answer()
        assert answer["id"] == "x" and not answer["result"]["isError"]


def test_calls_that_wait_for_their_turn_are_cancelled_too(tmp_path):
    with Raw(tmp_path) as server:
        for number in range(os.cpu_count()):
            server.call_slow(number)
        call = {"name": "explain", "arguments": {"what": "E3004"}}
        server.send("tools/call", id="a", params=call)
        server.send("tools/call", id="b", params=call)
        for number in ["a", *range(os.cpu_count())]:
            server.send("notifications/cancelled", params={"requestId": number})
        assert server.answer()["id"] == "b"


@pytest.mark.parametrize("end", ["input", "SIGTERM", "SIGINT", "SIGHUP"])
def test_its_end_ends_the_calls(tmp_path, end):
    with Raw(tmp_path) as server:
        child = server.call_slow(1)
        if end == "input":
            server.process.stdin.close()
            server.process.stdin = None
            assert server.process.wait(10) == 0
        else:
            server.process.send_signal(signal.Signals[end])
            assert server.process.wait(10) == 128 + signal.Signals[end]
        assert not pathlib.Path(f"/proc/{child}").exists()
        assert server.process.stdout.read() == ""
