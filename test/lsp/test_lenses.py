"""What stands above declarations, and the commands behind it."""

import re
import subprocess

import pytest
from client import CAPABILITIES, Client
from conftest import EXAMPLES, STACKC
from lsprotocol import types

SMALL = """chart small { version = "1.0.0" }

import k8s.core.v1 { ConfigMap }

values {
    color: String = "red"
    shape: String = "round"
}

resource settings: ConfigMap {
    metadata { name = "settings" }
    data { color = values.color }
}

environment test { }

test "it is red" {
    expect configMap("settings").data.color == "red"
}

test "it is blue" {
    expect configMap("settings").data.color == "blue"
}
"""
# Evaluated for minutes, some seconds for each environment: what is asked for is answered only where that is ended.
SLOW = """chart slow { version = "1.0.0" }
values { size: Int = 1 }
let many = range(2000)
check len([for a in many: len([for b in many if b > a: b])]) > 1 else "few"
""" + "".join(f"environment e{number} {{ }}\n" for number in range(200))
QUICK = SLOW.replace("2000", "2")


async def lenses(editor, name):
    return list(await editor.client.text_document_code_lens_async(types.CodeLensParams(text_document=editor.document(name))))


async def resolved(editor, name):
    """The titles by lines, without what is run."""
    found = [await editor.client.code_lens_resolve_async(one) for one in await lenses(editor, name)]
    return {one.range.start.line: one.command for one in found}


async def run(editor, command):
    params = types.ExecuteCommandParams(command=command.command, arguments=command.arguments)
    result = await editor.client.workspace_execute_command_async(params)
    return result if isinstance(result, dict) else vars(result)


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.asyncio
async def test_lenses_of_an_example(editor, example):
    """They say what `stackc explain` says."""
    name = f"{example}/main.stack"
    editor.open(name)
    lines = editor.texts[name].split("\n")
    found = await resolved(editor, name)
    assert len(found) > 5
    explained = 0
    begin = editor.texts[name][: editor.texts[name].index("\nvalues {")].count("\n") + 2
    for line, command in found.items():
        assert re.match(r"(reaches|makes|used by) ", command.title), command.title
        value = re.match(r"    (\w+): ", lines[line])
        if explained == 5 or line < begin or not value or re.search("@(key|flat)", lines[line - 1] + lines[line]):
            continue
        said = subprocess.run([STACKC, "explain", str(editor.folder / name), value[1]], capture_output=True, text=True, check=False)
        if said.returncode != 0:
            continue
        reached = {row.split()[0] for row in said.stdout.partition("\nreaches\n")[2].split("\n") if re.match(r"  \w*/", row)}
        counted = re.search(r"reaches (\d+) resource", command.title)
        assert int(counted[1] if counted else 0) == len(reached), (value[1], command.title)
        explained += 1
    assert explained > 0


@pytest.mark.asyncio
async def test_commands_of_lenses(editor):
    editor.open("small.stack", SMALL)
    found = await resolved(editor, "small.stack")
    titles = {editor.texts["small.stack"].split("\n")[line].strip().split(":")[0]: one.title for line, one in found.items()}
    assert titles == {
        "color": "reaches 1 resource in 1 environment",
        "shape": "reaches nothing",
        "resource settings": "makes 1 resource in 1 environment",
        'test "it is red" {': "run test",
        'test "it is blue" {': "run test",
    }
    shown = editor.client.messages
    commands = list(found.values())
    reached = await run(editor, commands[0])
    assert reached["title"] == "`color`: reaches 1 resource in 1 environment"
    assert shown[-1].message == "`color`: reaches 1 resource in 1 environment\nConfigMap/settings data.color, small.stack:12"
    assert (await run(editor, commands[3]))["passed"] is True
    assert shown[-1].type == types.MessageType.Info and "1 passed" in shown[-1].message
    assert (await run(editor, commands[4]))["passed"] is False
    assert shown[-1].type == types.MessageType.Error and "this is not so" in shown[-1].message
    with pytest.raises(Exception, match="no command"):
        await editor.client.workspace_execute_command_async(types.ExecuteCommandParams(command="stackc.other"))


@pytest.mark.asyncio
async def test_lenses_are_those_of_the_text(editor):
    editor.open("small.stack", SMALL)
    [color, *_] = await lenses(editor, "small.stack")
    editor.write("small.stack", SMALL.replace("= values.color", "= values.colour"))
    assert await lenses(editor, "small.stack") == []
    with pytest.raises(Exception, match="has errors"):
        await editor.client.code_lens_resolve_async(color)
    editor.write("small.stack", "// moved\n" + SMALL)
    with pytest.raises(Exception, match="doesn't stand there any more"):
        await editor.client.code_lens_resolve_async(color)
    editor.write("small.stack", SMALL.replace("color = values.color", 'color = "red"'))
    assert (await editor.client.code_lens_resolve_async(color)).command.title == "reaches nothing"


def test_editors_without_lenses_have_actions(tmp_path):
    client = Client(STACKC)
    client.start(showsResults=True)
    uri = (tmp_path / "a.stack").as_uri()
    client.open(uri, SMALL)
    place = {"line": 5, "character": 6}
    params = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}
    [action] = client.request("textDocument/codeAction", params)
    assert action["title"] == "show what `color` reaches"
    command = action["command"]
    result = client.request("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
    assert result["items"][0]["name"] == "ConfigMap/settings" and result["items"][0]["environments"] == ["test"]
    assert not [one for one in client.notifications if one["method"] == "window/showMessage"]
    for arguments in (None, [], [5], [{"uri": uri}], [{"uri": uri, "position": {"line": -1}, "name": []}]):
        for name in ("stackc.showReached", "stackc.runTest"):
            answer = client.answer(client.ask("workspace/executeCommand", {"command": name, "arguments": arguments}))
            assert answer["error"]["code"] == -32801
    assert client.stop() == 0


@pytest.fixture
def slow(tmp_path):
    """A server with a stack that takes too long, and what asks for it."""
    client = Client(STACKC)
    document = {**CAPABILITIES["textDocument"], "codeLens": {}}
    client.start(capabilities={**CAPABILITIES, "textDocument": document, "window": {"workDoneProgress": True}})
    uri = (tmp_path / "slow.stack").as_uri()
    client.open(uri, QUICK)
    client.diagnostics(uri, 1)
    [lens] = client.request("textDocument/codeLens", {"textDocument": {"uri": uri}})
    client.change(uri, 2, [{"text": SLOW}])
    yield client, uri, lens
    client.kill()


def begun(client):
    """How often the server has said that it is at something long."""
    return sum(one["method"] == "$/progress" and one["params"]["value"]["kind"] == "begin" for one in client.notifications)


def wait_until_busy(client, before):
    client.wait(lambda: begun(client) > before)


@pytest.mark.parametrize("method", ["codeLens/resolve", "workspace/executeCommand", "textDocument/rename"])
def test_what_takes_long_is_cancelled(slow, method):
    client, uri, lens = slow
    params = {
        "codeLens/resolve": lens,
        "workspace/executeCommand": {"command": "stackc.showReached", "arguments": [lens["data"]]},
        "textDocument/rename": {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 5}, "newName": "lots"},
    }
    before = begun(client)
    number = client.ask(method, params[method])
    wait_until_busy(client, before)
    assert number not in client.answers
    client.notify("$/cancelRequest", {"id": number})
    assert client.answer(number)["error"]["code"] == -32800
    client.change(uri, 3, [{"text": QUICK}])
    client.diagnostics(uri, 3)


def test_typing_ends_what_takes_long(slow):
    client, uri, lens = slow
    before = begun(client)
    number = client.ask("codeLens/resolve", lens)
    wait_until_busy(client, before)
    before = begun(client)
    client.change(uri, 3, [{"text": SLOW.replace("2000", "2001")}])
    assert client.answer(number)["error"]["code"] == -32801
    wait_until_busy(client, before)  # now it is checked, by nobody's request
    client.change(uri, 4, [{"text": QUICK}])
    client.diagnostics(uri, 4)


def test_what_takes_long_holds_up_nothing_else(slow, tmp_path):
    """While a stack is evaluated, by itself or for a lens, all that needs no evaluation is answered."""
    client, uri, lens = slow
    client.wait(lambda: begun(client) > 0)
    at = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 5}}
    quick = {
        "textDocument/formatting": {"textDocument": {"uri": uri}, "options": {"tabSize": 4, "insertSpaces": True}},
        "textDocument/documentSymbol": {"textDocument": {"uri": uri}},
        "textDocument/foldingRange": {"textDocument": {"uri": uri}},
        "textDocument/hover": at,
        "textDocument/completion": at,
    }
    for method, params in quick.items():
        client.request(method, params)
    number = client.ask("codeLens/resolve", lens)
    for method, params in quick.items():
        client.request(method, params)
    assert number not in client.answers
    client.notify("$/cancelRequest", {"id": number})
    assert client.answer(number)["error"]["code"] == -32800
    other = (tmp_path / "other.stack").as_uri()
    client.open(other, QUICK.replace("values", "let unused = 1\nvalues", 1))
    assert "W2029" in [one["code"] for one in client.diagnostics(other, 1)]
    assert client.stop() == 0


def test_what_is_known_without_an_evaluation_is_told_before_it(slow):
    client, uri, _ = slow
    client.change(uri, 3, [{"text": SLOW + "let unused = 1\n"}])
    assert "W2029" in [one["code"] for one in client.diagnostics(uri, 3)]


def test_what_is_shown_follows_other_files(tmp_path):
    """Hints and lenses of a document are told to be others after an edit of a module, and on the disk; else not."""
    refreshes = {"inlayHint": {"refreshSupport": True}, "codeLens": {"refreshSupport": True}, "semanticTokens": {"refreshSupport": True}}
    document = {**CAPABILITIES["textDocument"], "codeLens": {}}
    module = 'export let count = 5\nexport let color = "red"\n'
    files = {"parts.stack": module, "main.stack": SMALL.replace("values {", "import parts\n\nlet total = parts.count\n\nvalues {", 1)}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    client = Client(STACKC)
    client.start(tmp_path, {**CAPABILITIES, "workspace": refreshes, "textDocument": document})
    main, parts = [(tmp_path / name).as_uri() for name in ("main.stack", "parts.stack")]
    client.open(main, files["main.stack"])
    client.open(parts, module)
    client.diagnostics(main, 1)

    def told(view):
        return sum(one["method"] == f"workspace/{view}/refresh" for one in client.notifications)

    def look():
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        hints = client.request("textDocument/inlayHint", {"textDocument": {"uri": main}, "range": whole})
        client.request("textDocument/semanticTokens/full", {"textDocument": {"uri": main}})
        found = client.request("textDocument/codeLens", {"textDocument": {"uri": main}})
        return [one["label"] for one in hints], [client.request("codeLens/resolve", one)["command"]["title"] for one in found]

    before, lenses_before = look()
    client.change(parts, 2, [{"text": module.replace("red", "blue")}])
    client.diagnostics(parts, 2)
    assert look() == (before, lenses_before)
    client.change(parts, 3, [{"text": module.replace("5", '"five"')}])
    client.wait(lambda: told("inlayHint") == 1)
    after, _ = look()
    assert after != before
    (tmp_path / "main.test.stack").write_text(SMALL[:0], encoding="utf-8")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": (tmp_path / "main.test.stack").as_uri(), "type": 1}]})
    assert look()[0] == after
    assert told("inlayHint") == 1 and told("codeLens") == 0 and told("semanticTokens") == 0
    assert client.stop() == 0


def test_lenses_follow_other_files(tmp_path):
    refreshes = {"codeLens": {"refreshSupport": True}}
    document = {**CAPABILITIES["textDocument"], "codeLens": {}}
    module = "export fn shown(color: String): String = color\n"
    text = SMALL.replace("values {", "import parts { shown }\n\nvalues {", 1).replace("color = values.color", "color = shown(values.color)")
    (tmp_path / "parts.stack").write_text(module, encoding="utf-8")
    client = Client(STACKC)
    client.start(tmp_path, {**CAPABILITIES, "workspace": refreshes, "textDocument": document})
    main, parts = [(tmp_path / name).as_uri() for name in ("main.stack", "parts.stack")]
    client.open(main, text)
    client.open(parts, module)
    client.diagnostics(main, 1)
    lens = client.request("textDocument/codeLens", {"textDocument": {"uri": main}})[0]
    assert client.request("codeLens/resolve", lens)["command"]["title"] == "reaches 1 resource in 1 environment"
    client.change(parts, 2, [{"text": module.replace("= color", '= "red"')}])
    client.wait(lambda: any(one["method"] == "workspace/codeLens/refresh" for one in client.notifications))
    assert client.request("codeLens/resolve", lens)["command"]["title"] == "reaches nothing"
    assert client.stop() == 0


async def previewed(editor, name, text, **asked):
    """What the line of a text makes: the path, the line's text, and the other paths."""
    at = editor.at(name, text)
    argument = {"uri": editor.uri(name), "position": {"line": at.line, "character": at.character}, **asked}
    made = await run(editor, types.Command(title="", command="stackc.preview", arguments=[argument]))
    line = made["text"].split("\n")[made["line"]].strip() if "path" in made else None
    return made.get("path"), line, {one["path"] if isinstance(one, dict) else one.path for one in made["others"]}


@pytest.mark.asyncio
async def test_a_preview_is_of_the_line(editor):
    name = "preview.stack"
    editor.open(name, SMALL)
    of_chart = ("templates/configmap.yaml", "color: {{ .Values.color | quote }}", {"templates/configmap.yaml"})
    assert await previewed(editor, name, "color = values") == of_chart
    assert await previewed(editor, name, "color: String") == of_chart
    assert await previewed(editor, name, "shape: String") == (None, None, set())
    of_test = {"show": "manifests", "environment": "test"}
    assert await previewed(editor, name, "color = values", **of_test) == ("configmap-settings.yaml", "color: red", {"configmap-settings.yaml"})
    # As the text is in the editor.
    editor.replace(name, 'color: String = "red"', 'color: String = "green"')
    assert await previewed(editor, name, "color = values", **of_test) == ("configmap-settings.yaml", "color: green", {"configmap-settings.yaml"})
    with pytest.raises(Exception, match="nothing can be made"):
        await previewed(editor, name, "color = values", show="manifests", environment="nosuch")
    editor.replace(name, "values.color", "values.colour")
    with pytest.raises(Exception, match="nothing can be made"):
        await previewed(editor, name, "color = values")


@pytest.mark.parametrize("example, text, path, line", [
    ("xerv", "replicas = values", "templates/deployment.yaml", "replicas: {{ .Values.replicaCount }}"),
    ("xerv", "XERV_NAMESPACE", "templates/_helpers.tpl", "- name: XERV_NAMESPACE"),
])
@pytest.mark.asyncio
async def test_a_preview_of_an_example(editor, example, text, path, line):
    editor.open(f"{example}/main.stack")
    assert (await previewed(editor, f"{example}/main.stack", text))[:2] == (path, line)
