"""What is no proper use of the protocol, and what of it is easily got wrong."""

import json
import os
import shutil
import time

import pytest
from client import CAPABILITIES, Client, checked, position, told

STACKC = os.environ["STACKC"]
URI = "file:///nowhere/a.stack"
TEXT = 'chart a {\n    version = "1.0.0"\n}\n'


@pytest.fixture
def server():
    client = Client(STACKC)
    yield client
    client.kill()


def error(client, method, params=None):
    return client.answer(client.ask(method, params))["error"]["code"]


def test_it_ends_as_it_should():
    client = Client(STACKC)
    client.start()
    assert error(client, "initialize", {"capabilities": {}}) == -32600
    client.request("shutdown")
    assert error(client, "textDocument/hover", {}) == -32600
    client.notify("exit", None)
    assert client.process.wait(10) == 0


def test_it_ends_without_shutdown():
    client = Client(STACKC)
    client.start()
    client.notify("exit", None)
    assert client.process.wait(10) == 1


def test_it_ends_with_its_client():
    client = Client(STACKC)
    client.start()
    client.process.stdin.close()
    assert client.process.wait(10) == 1


def test_initialize_comes_first(server):
    assert error(server, "textDocument/documentSymbol", {}) == -32002
    server.open(URI, TEXT)
    server.start()
    assert error(server, "textDocument/unheardOf", {}) == -32601
    assert server.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}}) is None


def test_what_is_no_message_costs_no_other(server):
    server.start()
    server.write(b"{")
    server.wait(lambda: None in server.answers)
    assert server.answers.pop(None)["error"]["code"] == -32700
    for body in (b"[]", b'{"id":{},"method":"x"}', b'{"id":5,"method":7}', b"[" * 100000, b'{"id":1.5,"method":"x"}', b'"\xff"', b"null"):
        server.write(body)
    server.raw(b"nonsense\r\nContent-Type: x\r\n\r\n{}")
    server.raw(b"Content-Length: many\r\n\r\n")
    server.raw(b"Content-Length: -5\r\n\r\n")
    server.raw(b"\r\n\r\n" * 3)
    server.raw(b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2\r\n\r\n{}")
    assert error(server, "textDocument/unheardOf") == -32601


def test_a_message_that_is_too_large_is_passed_over(server):
    server.start()
    size = 129 << 20
    server.raw(b"Content-Length: %d\r\n\r\n" % size)
    for _ in range(129):
        server.raw(b" " * (1 << 20))
    server.wait(lambda: None in server.answers)
    assert error(server, "textDocument/unheardOf") == -32601


def test_parameters_of_other_types(server):
    server.start()
    server.open(URI, TEXT)
    methods = ["textDocument/formatting", "textDocument/documentSymbol", "textDocument/selectionRange", "textDocument/codeAction",
               "textDocument/semanticTokens/full/delta", "textDocument/hover", "textDocument/completion", "workspace/symbol",
               "textDocument/rename", "textDocument/inlayHint", "textDocument/onTypeFormatting", "callHierarchy/incomingCalls"]
    odd = [None, [], 5, {"textDocument": 5}, {"textDocument": {"uri": URI}, "position": "here", "range": [], "positions": 7},
           {"textDocument": {"uri": URI}, "position": {"line": -5, "character": 1e99}, "item": {"uri": []}, "positions": [None, 3]}]
    for method in methods:
        for params in odd:
            assert server.answer(server.ask(method, params)).get("error", {}).get("code") != -32603, (method, params)
            server.notify("textDocument/didChange", params)
            server.notify("textDocument/didOpen" if method == "textDocument/rename" else "workspace/didChangeWatchedFiles", params)
    assert not [one for one in server.notifications if one["method"] == "window/logMessage"]


def test_cancelled_requests_are_answered_at_once(server):
    server.start()
    lines = "".join(f"let x{i} = [{', '.join(str(k) for k in range(20))}]\n" for i in range(3000))
    server.open(URI, TEXT + lines)
    busy = [server.ask("textDocument/selectionRange", {"textDocument": {"uri": URI}, "positions": [{"line": 9, "character": 9}] * 20}) for _ in range(3)]
    number = server.ask("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
    begin = time.monotonic()
    server.notify("$/cancelRequest", {"id": number})
    assert server.answer(number)["error"]["code"] == -32800
    assert time.monotonic() - begin < 0.2 * int(os.environ.get("STACKC_PATIENCE", "1"))
    for one in busy:
        server.notify("$/cancelRequest", {"id": one})
        answer = server.answer(one)
        assert "result" in answer or answer["error"]["code"] == -32800


def test_edits_are_taken_together(server):
    server.start()
    server.open(URI, TEXT)
    text = TEXT
    for version in range(2, 400):
        server.change(URI, version, [{"range": {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 0}}, "text": "// x\n"}])
        text += "// x\n"
    server.diagnostics(URI, 399)
    assert server.request("textDocument/foldingRange", {"textDocument": {"uri": URI}})[-1]["endLine"] == 400


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_places_count_what_was_agreed(encoding):
    client = Client(STACKC)
    capabilities = {**CAPABILITIES, "general": {"positionEncodings": [encoding, "utf-16"]}}
    assert client.start(capabilities=capabilities)["capabilities"]["positionEncoding"] == encoding
    text = TEXT + 'let x = "äöü 😀" == nowhere\r\n'
    client.open(URI, text)
    found = client.diagnostics(URI, 1)
    fault = next(one for one in found if one["code"] == "E2001")
    before = text.split("\n")[3].partition("nowhere")[0]
    wanted = len(before.encode()) if encoding == "utf-8" else len(before.encode("utf-16-le")) // 2
    assert fault["range"]["start"] == {"line": 3, "character": wanted}
    smiley = {"line": 3, "character": len('let x = "äöü '.encode()) if encoding == "utf-8" else 13}
    behind = {"line": 3, "character": smiley["character"] + (4 if encoding == "utf-8" else 2)}
    client.change(URI, 2, [{"range": {"start": smiley, "end": behind}, "text": "ab"}, {"range": {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 4}}, "text": "let "}])
    fault = next(one for one in client.diagnostics(URI, 2) if one["code"] == "E2001")
    assert fault["range"]["start"]["character"] == wanted - (2 if encoding == "utf-8" else 0)
    client.kill()


def test_half_a_character_is_taken(server):
    server.start()
    body = json.dumps({"jsonrpc": "2.0", "method": "textDocument/didOpen",
                       "params": {"textDocument": {"uri": URI, "languageId": "stack", "version": 1, "text": TEXT + "// \ud83d\ude00 \ud83d \udc00\\ud83d\nlet x = nowhere\n"}}})
    server.write(body.encode())
    assert [one["range"]["start"]["line"] for one in server.diagnostics(URI, 1) if one["code"] == "E2001"] == [4]


def test_documents_without_a_file(server):
    server.start()
    for uri in ("untitled:Untitled-1", "vscode-remote://host/a%20b.stack", "file:///nowhere/%C3%A4%20b.stack"):
        server.open(uri, TEXT + "let x = nowhere\n", 7)
        assert [one["code"] for one in server.diagnostics(uri, 7) if one["severity"] == 1] == ["E2001"]


def test_several_stacks_of_one_module(tmp_path, server):
    (tmp_path / "m.stack").write_text("export let x = 1\n")
    for name in ("a", "b"):
        (tmp_path / f"{name}.stack").write_text(f'chart {name} {{\n    version = "1.0.0"\n}}\nimport m\nlet y = m.x\nlet z = m.{name}\n')
    server.start(tmp_path)
    module = (tmp_path / "m.stack").as_uri()
    server.open(module, "export let x = 1\nexport let a = nowhere\n")
    server.wait(lambda: any(one["code"] == "E2001" for one in server.published.get(module, [])))
    assert [one["code"] for one in server.published[module] if one["severity"] == 1] == ["E2001"]
    other = (tmp_path / "b.stack").as_uri()
    server.wait(lambda: server.published.get(other))
    server.change(module, 2, [{"text": "export let x = 1\nexport let a = 1\nexport let b = 2\n"}])
    server.wait(lambda: not any(one["severity"] == 1 for one in server.published.get(other, [])))
    assert all(one["severity"] != 1 for one in server.diagnostics(module, 2))


def test_what_is_closed_is_as_the_disk_has_it(tmp_path, server):
    source = tmp_path / "main.stack"
    source.write_text(TEXT + "let x = nowhere\n")
    server.start(tmp_path)
    uri = source.as_uri()
    server.open(uri, TEXT)
    assert all(one["severity"] != 1 for one in server.diagnostics(uri, 1))
    server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    server.wait(lambda: told(server.published.get(uri, [])) == checked(STACKC, source)[str(source)])
    source.unlink()
    server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
    server.wait(lambda: server.published.get(uri) == [])


def test_diagnostics_are_those_of_check(tmp_path, server):
    source = tmp_path / "main.stack"
    text = TEXT + 'values {\n    a: Int = "x"\n    b: Sting = "y"\n}\nlet x = values.c\nresource r: ConfigMap {\n    data { "ä😀" = 5, }\n}\n}\n'
    source.write_text(text)
    server.start(tmp_path)
    server.open(source.as_uri(), text)
    assert told(server.diagnostics(source.as_uri(), 1)) == checked(STACKC, source)[str(source)]


def test_what_was_said_is_taken_back_under_its_uri(tmp_path, server):
    folder = tmp_path / "ü b"
    folder.mkdir()
    (folder / "main.stack").write_text(TEXT)
    server.start(tmp_path)
    unescaped = "file://" + str(folder / "main.stack").replace(" ", "%20")
    for uri in ("untitled:Untitled-1", unescaped):
        server.open(uri, TEXT + "let x = nowhere\n")
        assert "E2001" in [one["code"] for one in server.diagnostics(uri, 1)]
        server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        server.wait(lambda told_of=uri: server.published[told_of] == [])


def test_what_the_disk_has_is_taken_back_when_it_is_opened(tmp_path, server):
    folder = tmp_path / "ü"
    folder.mkdir()
    source = folder / "main.stack"
    source.write_text(TEXT + "let x = nowhere\n")
    server.start(tmp_path)
    server.wait(lambda: server.published.get(source.as_uri()))
    unescaped = f"file://{source}"
    server.open(unescaped, TEXT)
    assert "E2001" not in [one["code"] for one in server.diagnostics(unescaped, 1)]
    server.wait(lambda: server.published[source.as_uri()] == [])


def test_saving_looks_at_the_disk_where_nobody_watches_it(tmp_path, server):
    text = TEXT + 'resource r: k8s.core.v1.ConfigMap { metadata { name = "r", namespace = "n" }, data { a = file("a.txt") } }\n'
    source = tmp_path / "main.stack"
    source.write_text(text)
    server.start(tmp_path)
    server.open(source.as_uri(), text)
    assert any(one["severity"] == 1 for one in server.diagnostics(source.as_uri(), 1))
    (tmp_path / "a.txt").write_text("x")
    server.notify("textDocument/didSave", {"textDocument": {"uri": source.as_uri()}})
    server.wait(lambda: not any(one["severity"] == 1 for one in server.published[source.as_uri()]))


def test_folders_that_are_passed_over_stay_so(tmp_path, server):
    deep = "/".join("abcdefghi")
    for name in ("node_modules/x", ".git", "in/.cache", deep, "seen"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "main.stack").write_text(TEXT + "let x = nowhere\n")
    (tmp_path / "link").symlink_to(tmp_path / "seen")
    server.start(tmp_path)
    paths = [tmp_path / name / "main.stack" for name in ("node_modules/x", ".git", "in/.cache", deep, "link", "seen")]
    for kind in (1, 2):
        server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": kind} for path in paths]})
        server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.parent.as_uri(), "type": kind} for path in paths]})
    seen = (tmp_path / "seen/main.stack").as_uri()
    server.wait(lambda: server.published.get(seen))
    server.open(URI, TEXT)
    server.diagnostics(URI, 1)
    assert server.request("workspace/symbol", {"query": "zz"}) == []
    assert [uri for uri, said in server.published.items() if said and uri != URI] == [seen]


def test_folders_that_are_made_and_removed(tmp_path, server):
    server.start(tmp_path)
    server.open(URI, TEXT)
    server.diagnostics(URI, 1)
    inner = tmp_path / "a/b"
    inner.mkdir(parents=True)
    (inner / "main.stack").write_text(TEXT + "let x = nowhere\n")
    uri = (inner / "main.stack").as_uri()
    server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": (tmp_path / "a").as_uri(), "type": 1}]})
    server.wait(lambda: server.published.get(uri))
    shutil.rmtree(tmp_path / "a")
    server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": (tmp_path / "a").as_uri(), "type": 3}]})
    server.wait(lambda: server.published[uri] == [])


def test_long_lines_and_deep_brackets(server):
    patience = int(os.environ.get("STACKC_PATIENCE", "1"))
    server.start()
    server.open(URI, TEXT + "enum E { " + ", ".join(f"c{i}" for i in range(10000)) + " }\n")
    begin = time.monotonic()
    assert len(server.request("textDocument/semanticTokens/full", {"textDocument": {"uri": URI}})["data"]) > 50000
    symbols = server.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
    assert len(symbols[-1]["children"]) == 10000
    assert time.monotonic() - begin < 5 * patience
    depth = 100000
    server.change(URI, 2, [{"text": "let a = " + "(" * depth + "1" + ")" * depth}])
    begin = time.monotonic()
    place = {"line": 0, "character": 8 + depth}
    found = server.request("textDocument/selectionRange", {"textDocument": {"uri": URI}, "positions": [place]})[0]
    assert time.monotonic() - begin < 5 * patience
    ranges = []
    while found:
        ranges.append((found["range"]["start"]["character"], found["range"]["end"]["character"]))
        found = found.get("parent")
    assert 100 < len(ranges) < 1000
    assert ranges[0] == (8 + depth, 9 + depth) and ranges[-1] == (0, 9 + 2 * depth)
    assert all(outer[0] <= inner[0] and inner[1] <= outer[1] for inner, outer in zip(ranges, ranges[1:]))


def test_many_entries_cost_what_their_number_does(server):
    """Each annotation but one is told of, and is no part of what is completed beside it."""
    patience = int(os.environ.get("STACKC_PATIENCE", "1"))
    server.start()
    entries = "".join(f"    @flat\n    a{i}: {{ b{i}: Int = 1 }} = {{}}\n" for i in range(3000))
    for version, body in enumerate(("    @flat\n" * 10000 + "    a: Int = 1\n", entries + "    @\n", entries + "    x\n"), start=1):
        text = TEXT + "values {\n" + body + "}\n"
        if version == 1:
            server.open(URI, text)
        else:
            server.change(URI, version, [{"text": text}])
        at = text.index("@flat") + 5 if version == 1 else len(text) - 3
        begin = time.monotonic()
        found = server.request("textDocument/completion", {"textDocument": {"uri": URI}, "position": position(text, at)})
        assert ("was" in [item["label"] for item in found["items"]]) is (version < 3)
        server.diagnostics(URI, version)
        assert time.monotonic() - begin < 5 * patience


def test_what_is_not_open_has_no_folds(server):
    server.start()
    assert server.request("textDocument/foldingRange", {"textDocument": {"uri": URI}}) == []


def test_a_chart_in_a_text_is_none(server):
    server.start()
    server.open(URI, 'export let note = """\nchart x {\n}\n"""\n')
    assert [one["code"] for one in server.diagnostics(URI, 1) if one["severity"] == 1] == []
