"""What names stand for, in each of the examples: hover, definition, references, renaming, completion and the rest."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from client import CAPABILITIES, Client, framed
from conftest import EXAMPLES, STACKC, applied, changes_of
from lsprotocol import types

SMALL = """import std

chart small {
    version = "1.0.0"
}

/// How a part is run.
type Part {
    /// How many
    count: Int(1..9) = 1
}

values {
    part: Part = {}
}

/// Twice as many.
fn twice(number: Int(0..100)): Int = number * 2

let first = twice(values.part.count)
let second = twice(first)
"""


def position(editor, name, text, after=0):
    return {"text_document": editor.document(name), "position": editor.at(name, text, after)}


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.asyncio
async def test_answers_in_an_example(editor, example):
    """Of some names of the text: none ends in a fault, and what is found is where it says."""
    name = f"{example}/main.stack"
    editor.open(name)
    text = editor.texts[name]
    client = editor.client
    code = re.sub(r'//.*|"""[\s\S]*?"""|"[^"\n]*"', lambda one: " " * len(one.group()), text)
    places = [match.start() + 1 for match in re.finditer(r"(?<=[. ])[a-z]\w+|(?<=: )[A-Z]\w+", code)][::17]
    assert len(places) > 5
    hovered, defined, offered = 0, 0, 0
    for offset in places:
        at = {"text_document": editor.document(name), "position": editor.position(text, offset)}
        hovered += await client.text_document_hover_async(types.HoverParams(**at)) is not None
        found = await client.text_document_definition_async(types.DefinitionParams(**at))
        for one in found or []:
            path = Path(one.uri.removeprefix("file://"))
            lines = path.read_text(encoding="utf-8").split("\n")
            assert one.range.start.line < len(lines)
            assert path.is_relative_to(editor.folder) or not os.stat(path).st_mode & 0o222
        defined += bool(found)
        completions = await client.text_document_completion_async(types.CompletionParams(**at))
        offered += bool(completions and completions.items)
        highlights = await client.text_document_document_highlight_async(types.DocumentHighlightParams(**at))
        references = await client.text_document_references_async(
            types.ReferenceParams(context=types.ReferenceContext(include_declaration=True), **at)
        )
        assert len(references or []) >= len([one for one in highlights or []])
    assert hovered > len(places) / 3 and defined > len(places) / 4 and offered > len(places) / 3
    whole = types.Range(start=types.Position(0, 0), end=editor.position(text, len(text)))
    await client.text_document_inlay_hint_async(types.InlayHintParams(text_document=editor.document(name), range=whole))


@pytest.mark.asyncio
async def test_hover_and_definition(editor):
    editor.open("small.stack", SMALL)
    found = await editor.client.text_document_hover_async(types.HoverParams(**position(editor, "small.stack", "twice(first)", 2)))
    assert "fn twice(number" in found.contents.value and "Twice as many." in found.contents.value
    assert editor.texts["small.stack"].split("\n")[found.range.start.line].startswith("let second")
    [place] = await editor.client.text_document_definition_async(types.DefinitionParams(**position(editor, "small.stack", "twice(first)", 2)))
    assert place.range.start == editor.at("small.stack", "twice(number")
    [place] = await editor.client.text_document_type_definition_async(
        types.TypeDefinitionParams(**position(editor, "small.stack", "part: Part", 1))
    )
    assert place.range.start == editor.at("small.stack", "Part {")


@pytest.mark.asyncio
async def test_the_library_is_shown_read_only(editor):
    editor.open("xerv/main.stack")
    [place] = await editor.client.text_document_definition_async(
        types.DefinitionParams(**position(editor, "xerv/main.stack", "std.Image", 5))
    )
    path = Path(place.uri.removeprefix("file://"))
    assert not os.stat(path).st_mode & 0o222 and "Image" in path.read_text(encoding="utf-8").split("\n")[place.range.start.line]
    editor.folder = path.parent
    editor.open(path.name)
    found = await editor.client.text_document_hover_async(
        types.HoverParams(text_document=editor.document(path.name), position=place.range.start)
    )
    assert found is not None


@pytest.mark.asyncio
async def test_renaming(editor):
    editor.open("small.stack", SMALL)
    at = position(editor, "small.stack", "twice(first)", 2)
    assert (await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(**at))).placeholder == "twice"
    edit = await editor.client.text_document_rename_async(types.RenameParams(new_name="doubled", **at))
    assert applied(SMALL, changes_of(edit)[editor.uri("small.stack")]) == SMALL.replace("twice", "doubled")
    with pytest.raises(Exception):
        await editor.client.text_document_rename_async(types.RenameParams(new_name="no name", **at))


def test_edits_are_of_a_version(tmp_path):
    """What a rename edits is the text that was there: one that changes meanwhile, of any document, ends it."""
    files = {"m.stack": MODULE, "main.stack": CHART.format("demo") + "import m { f }\nlet a = f()\n", "b.stack": CHART.format("b") + "import m { f }\nlet a = f()\n"}
    written(tmp_path / "w", files)
    client = Client(os.environ["STACKC"])
    client.start(tmp_path / "w", {**CAPABILITIES, "workspace": {"workspaceEdit": {"documentChanges": True}}})
    uris = {name: (tmp_path / "w" / name).as_uri() for name in files}
    client.open(uris["m.stack"], MODULE, 3)
    client.open(uris["main.stack"], files["main.stack"], 7)
    at = {"textDocument": {"uri": uris["m.stack"]}, "position": {"line": 0, "character": MODULE.index("f()")}, "newName": "g"}
    edits = client.request("textDocument/rename", at)["documentChanges"]
    assert {one["textDocument"]["uri"]: one["textDocument"]["version"] for one in edits} == {
        uris["m.stack"]: 3, uris["main.stack"]: 7, uris["b.stack"]: None}
    assert [len(one["edits"]) for one in edits] == [2, 1, 2]
    number = client.last + 1
    begin = {"line": 0, "character": 0}
    client.raw(b"".join(framed(json.dumps({"jsonrpc": "2.0", **one}).encode()) for one in (
        {"id": number, "method": "textDocument/rename", "params": at},
        {"method": "textDocument/didChange", "params": {"textDocument": {"uri": uris["main.stack"], "version": 8}, "contentChanges": [
            {"range": {"start": begin, "end": begin}, "text": "\n\n"}]}})))
    assert client.answer(number)["error"]["code"] == -32801
    client.last = number
    edits = client.request("textDocument/rename", at)["documentChanges"]
    [main] = [one for one in edits if one["textDocument"]["uri"] == uris["main.stack"]]
    assert main["textDocument"]["version"] == 8 and [one["range"]["start"]["line"] for one in main["edits"]] == [3, 4]
    assert client.stop() == 0


CHART = 'chart {} {{ version = "0.1.0" }}\n'
MODULE = "export fn f(): Int = 1\n"


def written(folder, files):
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


async def renamed(editor, name, text, new):
    """The names of the files that are edited."""
    edit = await editor.client.text_document_rename_async(types.RenameParams(new_name=new, **position(editor, name, text)))
    return sorted(uri.removeprefix(editor.folder.as_uri() + "/") for uri in changes_of(edit))


@pytest.mark.asyncio
async def test_a_key_that_comes_out_of_one_stack_stays_in_all(editor):
    """The declaration is edited once, and no values file is."""
    module = "export enum Level { debug, info }\n"
    stack = "import levels { Level }\nvalues { level: Level = info }\n"
    files = {"levels.stack": module, "main.stack": CHART.format("a") + stack, "b.stack": CHART.format("b") + stack + 'let text = "\\(values.level)"\n'}
    written(editor.folder / "keyed", {**files, "values-x.yaml": "level: info\n"})
    editor.open("keyed/levels.stack")
    edit = await editor.client.text_document_rename_async(types.RenameParams(new_name="notice", **position(editor, "keyed/levels.stack", "info")))
    changes = {uri.rpartition("/")[2]: applied(files[uri.rpartition("/")[2]], edits) for uri, edits in changes_of(edit).items()}
    assert changes.pop("levels.stack") == 'export enum Level { debug, @key("info") notice }\n'
    assert changes == {name: files[name].replace("= info", "= notice") for name in ("main.stack", "b.stack")}


@pytest.mark.asyncio
async def test_included_charts_are_known(editor):
    chart = CHART.format("api") + "import common { f }\nlet second = f()\n"
    main = CHART.format("demo") + 'import common { f }\ninclude api as "api"\nlet first = f()\n'
    written(editor.folder / "inc", {"main.stack": main, "api.stack": chart, "common.stack": MODULE})
    editor.open("inc/main.stack")
    everywhere = ["inc/api.stack", "inc/common.stack", "inc/main.stack"]
    assert await renamed(editor, "inc/main.stack", "f()", "g") == everywhere
    editor.open("inc/api.stack")
    found = await editor.client.text_document_hover_async(types.HoverParams(**position(editor, "inc/api.stack", "f()")))
    assert "fn f()" in found.contents.value
    assert await renamed(editor, "inc/api.stack", "f()", "g") == everywhere
    references = await editor.client.text_document_references_async(
        types.ReferenceParams(context=types.ReferenceContext(include_declaration=True), **position(editor, "inc/main.stack", "f()"))
    )
    assert len(references) == 5
    with pytest.raises(Exception, match="second"):
        await renamed(editor, "inc/main.stack", "f()", "second")


@pytest.mark.asyncio
async def test_renaming_in_stacks_beside_a_module(editor):
    stack = "import m { f }\nlet a = f()\n"
    files = {f"{name}.stack": CHART.format(name) + stack for name in ("main", "one", "two")}
    written(editor.folder / "beside", {**files, "m.stack": MODULE})
    editor.open("beside/m.stack")
    assert await renamed(editor, "beside/m.stack", "f()", "g") == [f"beside/{name}.stack" for name in ("m", "main", "one", "two")]


def test_renaming_waits_for_the_folders(tmp_path):
    """A stack of a folder above that imports the module is found, how early ever a name is asked for."""
    files = {"main.stack": "import lib.m { f }\n", "lib/main.stack": "import m { f }\n"}
    files = {name: CHART.format("demo") + text + "let a = f()\n" for name, text in files.items()}
    written(tmp_path / "w", {**files, "lib/m.stack": MODULE})
    client = Client(os.environ["STACKC"])
    client.start(tmp_path / "w")
    uri = (tmp_path / "w/lib/m.stack").as_uri()
    client.open(uri, MODULE)
    at = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": MODULE.index("f()")}}
    changes = client.request("textDocument/rename", {"newName": "g", **at})["changes"]
    assert sorted(one.rpartition("/w/")[2] for one in changes) == ["lib/m.stack", "lib/main.stack", "main.stack"]
    assert client.stop() == 0


@pytest.mark.asyncio
async def test_callers_in_all_stacks(editor):
    """Those of a chart that is included, and of a stack beside it; that of a module, which all of them have, once."""
    module = MODULE + "export fn g(): Int = f()\n"
    use = "import m { f, g }\n"
    files = {
        "m.stack": module,
        "main.stack": CHART.format("demo") + use + 'include api as "api"\nlet first = f()\n',
        "api.stack": CHART.format("api") + use + "let second = f() + f()\n",
        "other.stack": CHART.format("other") + use + "let third = f()\n",
    }
    written(editor.folder / "callers", files)
    editor.open("callers/m.stack")
    [item] = await editor.client.text_document_prepare_call_hierarchy_async(
        types.CallHierarchyPrepareParams(**position(editor, "callers/m.stack", "f()"))
    )
    calls = await editor.client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(item=item))
    found = sorted((one.from_.uri.rpartition("/")[2], one.from_.name, len(one.from_ranges)) for one in calls)
    assert found == [("api.stack", "second", 2), ("m.stack", "g", 1), ("main.stack", "first", 1), ("other.stack", "third", 1)]


@pytest.mark.asyncio
async def test_completion_in_broken_text(editor):
    text = SMALL + "let third = values.part.\n"
    editor.open("small.stack", text)
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(text_document=editor.document("small.stack"), position=editor.position(text, len(text) - 1))
    )
    assert "count" in [item.label for item in found.items]
    item = next(item for item in found.items if item.label == "count")
    assert applied(text, [item.text_edit]).endswith("values.part.count\n")


@pytest.mark.asyncio
async def test_signatures_and_calls(editor):
    editor.open("small.stack", SMALL)
    found = await editor.client.text_document_signature_help_async(
        types.SignatureHelpParams(**position(editor, "small.stack", "twice(first)", 6))
    )
    assert "number" in found.signatures[0].label and found.active_parameter == 0
    editor.open("many.stack", SMALL + "let third = twice(1, 2)\n")
    found = await editor.client.text_document_signature_help_async(types.SignatureHelpParams(**position(editor, "many.stack", "twice(1, 2)", 10)))
    assert found.active_parameter in (None, 0)  # there is no second one
    [item] = await editor.client.text_document_prepare_call_hierarchy_async(
        types.CallHierarchyPrepareParams(**position(editor, "small.stack", "twice(number", 1))
    )
    assert item.name == "twice"
    calls = await editor.client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(item=item))
    assert {one.from_.name for one in calls} == {"first", "second"} or calls == []
    calls = await editor.client.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(item=item))
    assert len(calls) == 0


@pytest.mark.asyncio
async def test_hints_say_what_is_not_written(editor):
    editor.open("small.stack", SMALL)
    whole = types.Range(start=types.Position(0, 0), end=types.Position(99, 0))
    hints = await editor.client.text_document_inlay_hint_async(types.InlayHintParams(text_document=editor.document("small.stack"), range=whole))
    assert any(hint.position == editor.at("small.stack", "first =", 5) and "Int" in hint.label for hint in hints)


def edited(edit):
    """Makes the edits of a rename on the disk."""
    for uri, edits in changes_of(edit).items():
        file = Path(uri.removeprefix("file://"))
        file.write_bytes(applied(file.read_bytes().decode("utf-8"), edits).encode())


@pytest.mark.parametrize(
    ("text", "new", "files"),
    [
        ("replicaCount: Int", "copies", ["production", "redis"]),
        ("serviceMesh: Mesh", "netting", ["istio", "linkerd"]),
        ("raft {", "quorum", []),  # its name comes out: it stays the key
    ],
)
@pytest.mark.asyncio
async def test_values_files_of_an_example_are_renamed(editor, text, new, files):
    """The keys alone are other ones, and all files give the same manifests."""
    name = "xerv/main.stack"
    folder = editor.folder / "xerv"
    editor.open(name)

    def manifests(one):
        build = ["build", folder, "--target", "manifests", "-f", folder / f"values/{one}.yaml", "-o", "-"]
        return subprocess.run([STACKC, *build], capture_output=True, text=True, check=True).stdout

    every = ["production", "redis", "istio", "linkerd"]
    before = {one: manifests(one) for one in every}
    texts = {one: (folder / f"values/{one}.yaml").read_text(encoding="utf-8") for one in every}
    edit = await editor.client.text_document_rename_async(types.RenameParams(new_name=new, **position(editor, name, text)))
    found = {Path(uri).stem for uri in changes_of(edit) if uri.endswith(".yaml")}
    assert found == set(files)
    edited(edit)
    old = re.match(r"\w+", text)[0]
    for one in every:
        named = re.sub(rf"\b{old}\b(?=:|$)", new, texts[one], flags=re.M) if one in files else texts[one]
        assert (folder / f"values/{one}.yaml").read_text(encoding="utf-8") == named
        assert manifests(one) == before[one]


@pytest.mark.asyncio
async def test_what_values_files_forbid(editor):
    main = CHART.format("demo") + 'include api as "api"\nvalues { port: Int = 1 }\n'
    api = CHART.format("api") + "values { port: Int = 1 }\n"
    values = "# \U0001f600 port\nx: &p { port: 2 }\nport: 1\napi: { 'port': 3 } # port\n"
    written(editor.folder / "keys", {"main.stack": main, "api.stack": api, "values-a.yaml": values})
    editor.open("keys/main.stack")
    assert await renamed(editor, "keys/main.stack", "port", "door") == ["keys/main.stack", "keys/values-a.yaml"]
    editor.open("keys/api.stack")
    edit = await editor.client.text_document_rename_async(types.RenameParams(new_name="door", **position(editor, "keys/api.stack", "port")))
    edited(edit)
    assert (editor.folder / "keys/values-a.yaml").read_text(encoding="utf-8") == values.replace("'port'", "'door'")
    (editor.folder / "keys/values-a.yaml").write_text("port: 1\nport: 2\n")
    with pytest.raises(Exception, match="values-a.yaml:1: `port` is given twice"):
        await renamed(editor, "keys/main.stack", "port", "door")
