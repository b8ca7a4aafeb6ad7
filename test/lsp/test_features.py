"""What the server answers, of each of the examples, to a client that isn't ours."""

import subprocess
from pathlib import Path

import pytest
from conftest import EXAMPLES, STACKC, applied, changes_of
from lsprotocol import types

SMALL = """chart small {
    version = "1.0.0"
}

values {
    /// How many
    replicas: Int(1..9) = 1
}

let count = values.replicas
"""


def names(symbols):
    return [symbol.name for symbol in symbols]


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.asyncio
async def test_an_example_has_nothing_to_say(editor, example):
    editor.open(f"{example}/main.stack")
    found = await editor.diagnostics(f"{example}/main.stack")
    assert [one for one in found if one.severity == types.DiagnosticSeverity.Error] == []


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.asyncio
async def test_a_fault_is_told_and_taken_back(editor, example):
    name = f"{example}/main.stack"
    editor.open(name)
    before = await editor.diagnostics(name)
    text = editor.texts[name]
    editor.write(name, text + "\nlet x = nowhere\n")
    found = await editor.diagnostics(name)
    fault = next(one for one in found if one.code == "E2001")
    assert fault.range.start == editor.at(name, "nowhere")
    assert fault.message.startswith("there is no `nowhere` here") and fault.source == "stackc"
    editor.write(name, text)
    assert await editor.diagnostics(name) == before


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.asyncio
async def test_formatting_is_that_of_fmt(editor, example, tmp_path):
    name = f"{example}/main.stack"
    text = (editor.folder / name).read_text(encoding="utf-8")
    broad = text.replace("    ", "\t").replace(" = ", "  =   ")
    editor.open(name, broad)
    edits = await editor.client.text_document_formatting_async(
        types.DocumentFormattingParams(text_document=editor.document(name), options=types.FormattingOptions(tab_size=4, insert_spaces=True))
    )
    file = tmp_path / "main.stack"
    file.write_text(broad, encoding="utf-8")
    subprocess.run([STACKC, "fmt", str(file)], check=True)
    assert applied(broad, edits) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.asyncio
async def test_symbols_of_an_example(editor, example):
    name = f"{example}/main.stack"
    editor.open(name)
    symbols = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=editor.document(name)))
    assert names(symbols)[0] == example

    def hold(inner, outer):
        for symbol in inner:
            begin, end = symbol.range.start, symbol.range.end
            assert outer is None or (outer.range.start <= begin and end <= outer.range.end), symbol.name
            assert begin <= symbol.selection_range.start and symbol.selection_range.end <= end, symbol.name
            hold(symbol.children or [], symbol)

    hold(symbols, None)


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.asyncio
async def test_views_of_an_example(editor, example):
    name = f"{example}/main.stack"
    editor.open(name)
    document = editor.document(name)
    lines = editor.texts[name].count("\n") + 1
    folds = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(text_document=document))
    assert folds and all(fold.start_line < fold.end_line < lines for fold in folds)
    links = await editor.client.text_document_document_link_async(types.DocumentLinkParams(text_document=document))
    assert all(Path(link.target.removeprefix("file://")).exists() for link in links)
    assert links or "import" not in editor.texts[name]
    tokens = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text_document=document))
    assert len(tokens.data) % 5 == 0 and len(tokens.data) > 500
    editor.replace(name, "version", "versions")
    delta = await editor.client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(text_document=document, previous_result_id=tokens.result_id)
    )
    data = list(tokens.data)
    for edit in delta.edits:
        data[edit.start : edit.start + edit.delete_count] = edit.data or []
    whole = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text_document=document))
    assert data == list(whole.data)
    middle = types.Range(start=types.Position(line=5, character=0), end=types.Position(line=20, character=0))
    part = await editor.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(text_document=document, range=middle)
    )
    assert 0 < len(part.data) < len(whole.data)


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.asyncio
async def test_selections_grow(editor, example):
    name = f"{example}/main.stack"
    editor.open(name)
    found = await editor.client.text_document_selection_range_async(
        types.SelectionRangeParams(text_document=editor.document(name), positions=[editor.at(name, "version", 2)])
    )
    ranges = []
    while found:
        inner = found if hasattr(found, "range") else found[0]
        ranges.append(inner.range)
        found = inner.parent
    assert len(ranges) >= 3
    assert all(outer.start <= inner.start and inner.end <= outer.end and outer != inner for inner, outer in zip(ranges, ranges[1:]))


@pytest.mark.asyncio
async def test_symbols_of_the_workspace(editor):
    editor.open("xerv/main.stack")
    found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams(query="fedclus"))
    assert "FederatedCluster" in names(found)
    assert next(one for one in found if one.name == "FederatedCluster").location.uri.endswith("/xerv/main.stack")


@pytest.mark.asyncio
async def test_outline_of_declarations(editor):
    editor.open("small.stack", SMALL)
    symbols = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=editor.document("small.stack"))
    )
    assert names(symbols) == ["small", "values", "count"]
    replicas = symbols[1].children[0]
    assert (replicas.name, replicas.detail, replicas.kind) == ("replicas", "Int(1..9)", types.SymbolKind.Field)


@pytest.mark.asyncio
async def test_typing_formats(editor):
    text = 'chart small {\n    version = "1.0.0"\n      }\nlet x = [\n1]\n'
    editor.open("small.stack", text)
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    edits = await editor.client.text_document_on_type_formatting_async(
        types.DocumentOnTypeFormattingParams(
            text_document=editor.document("small.stack"), position=editor.at("small.stack", "}", 1), ch="}", options=options
        )
    )
    assert applied(text, edits) == text.replace("      }", "}")
    edits = await editor.client.text_document_on_type_formatting_async(
        types.DocumentOnTypeFormattingParams(
            text_document=editor.document("small.stack"), position=editor.at("small.stack", "1]"), ch="\n", options=options
        )
    )
    assert applied(text, edits) == text.replace("\n1]", "\n    1]")


@pytest.mark.asyncio
async def test_suggestions_are_code_actions(editor):
    text = SMALL.replace("values.replicas", "values.replica")
    editor.open("small.stack", text)
    found = await editor.diagnostics("small.stack")
    fault = next(one for one in found if one.severity == types.DiagnosticSeverity.Error)
    params = types.CodeActionParams(
        text_document=editor.document("small.stack"), range=fault.range, context=types.CodeActionContext(diagnostics=[fault])
    )
    actions = await editor.client.text_document_code_action_async(params)
    assert [(one.title, one.kind) for one in actions] == [
        ("write `replicas`", "quickfix"),
        ("declare `replica` in `values`", "quickfix"),
        ("follow all suggestions in this file", "source.fixAll"),
    ]
    assert [one.is_preferred for one in actions] == [True, False, None]
    for action in (actions[0], actions[2]):
        assert [one.text_document.version for one in action.edit.document_changes] == [1]
        assert applied(text, changes_of(action.edit)[editor.uri("small.stack")]) == SMALL
    params.context.only = [types.CodeActionKind.SourceFixAll]
    assert len(await editor.client.text_document_code_action_async(params)) == 1


FIXABLE = """chart fixable { version = "1.0.0" }
import std { Image }

type Part {
    count: Int(2..9)
    name: String
}
variant Queue {
    memory
    nats { url: String, port: Int = 4222 }
}
values {
    queue: Queue = memory
}
"""
HEAD = 'chart fixable { version = "1.0.0" }'
VALUES = "    queue: Queue = memory\n"


@pytest.mark.parametrize(
    "added, title, old, new",
    [
        ("let q: Queue = nats {}\n", "add `url`", "nats {}", 'nats { url = "" }'),
        ("let p: Part = { count = 3 }\n", "add `name`", "count = 3 }", 'count = 3, name = "" }'),
        ("let p: Part = {\n}\n", "add `count`, `name`", "= {\n}", '= {\n    count = 2\n    name = ""\n}'),
        ("let p: Part = {\n    count = 3 // three\n}\n", "add `name`", "3 // three\n", '3 // three\n    name = ""\n'),
        ("let m = match values.queue { memory => 1 }\n", "add `nats`", "memory => 1 }", "memory => 1, nats => 0 }"),
        ('let m = match values.queue {\n    memory => "m"\n}\n', "add `nats`", '"m"\n', '"m"\n    nats => ""\n'),
        ("let v = values.loudness\n", "declare `loudness` in `values`", VALUES, VALUES + '    loudness: String = ""\n'),
        ("let v = queue\n", "write `values.queue`", "v = queue", "v = values.queue"),
        ("let d: Db = { url = \"x\" }\n", "add `import parts { Db }`", "Image }\n", "Image }\nimport parts { Db }\n"),
        ("let u = urlOf(\"x\")\n", "add `import parts { urlOf }`", "Image }\n", "Image }\nimport parts { urlOf }\n"),
        ("let u = parts.urlOf(\"x\")\n", "add `import parts`", "Image }\n", "Image }\nimport parts\n"),
        ('resource x: ConfigMap { metadata { name = "x" } }\n', "add `import k8s.core.v1 { ConfigMap }`", "Image }\n",
         "Image }\nimport k8s.core.v1 { ConfigMap }\n"),
        ('resource x: k8s.apps.v1.Deployment {\n    metadata { name = "x" }\n    spec { }\n}\n', "add `selector`, `template`", "spec { }",
         "spec { selector {}, template {} }"),
        ("let u = parts.home\n", "add `import parts`", "Image }\n", "Image }\nimport parts\n"),
        ("import parts { Db } // ours\nlet u = home\n", "add `import parts { home }`", "// ours\n", "// ours\nimport parts { home }\n"),
        ('type Odd { "a-b": String }\nlet o: Odd = {}\n', "add `a-b`", "= {}", '= { "a-b" = "" }'),
        ("let m: Int = match values.queue { memory => -7 }\n", "add `nats`", "-7 }", "-7, nats => 0 }"),
        ('let m = match values.queue { memory => if true then "x" else "y" }\n', "add `nats`", '"y" }', '"y", nats => "" }'),
        ("let m: Bool = match values.queue { memory => not true }\n", "add `nats`", "true }", "true, nats => false }"),
        ('let m: Part = match values.queue { memory => Part { count = 2, name = "x" } }\n', "add `nats`", "} }", "}, nats => {} }"),
        ("let m: Int = match values.queue { // {\n    memory => 1 // }\n}\n", "add `nats`", "// }\n", "// }\n    nats => 0\n"),
        ('service web for k in [{ name = "a" }] {}\n', "add `image`", "}] {}", "}] { image {} }"),
        ("", "add `version`", HEAD, 'chart fixable { version = "0.1.0" }'),
        ("service web { }\n", "add `image`", "service web { }", "service web { image {} }"),
    ],
)
@pytest.mark.asyncio
async def test_what_is_missing_is_added(editor, added, title, old, new):
    """Once, at the diagnostic; a second time there is nothing more to add of the kind."""
    (editor.folder / "fixable").mkdir(exist_ok=True)
    module = "export type Db { url: String }\nexport fn urlOf(name: String): String = name\nexport let home = \"x\"\n"
    (editor.folder / "fixable/parts.stack").write_text(module, encoding="utf-8")
    text = FIXABLE + added if added else FIXABLE.replace(HEAD, "chart fixable { }")
    editor.open("fixable/main.stack", text)
    await editor.diagnostics("fixable/main.stack")
    end = editor.position(text, len(text))
    params = types.CodeActionParams(
        text_document=editor.document("fixable/main.stack"),
        range=types.Range(start=types.Position(0, 0), end=end),
        context=types.CodeActionContext(diagnostics=[]),
    )
    actions = await editor.client.text_document_code_action_async(params)
    [action] = [one for one in actions if one.title == title and one.kind == "quickfix"]
    fixed = applied(text, changes_of(action.edit)[editor.uri("fixable/main.stack")])
    assert fixed == (text.replace(old, new, 1) if added else FIXABLE.replace(HEAD, new))
    editor.write("fixable/main.stack", fixed)
    await editor.diagnostics("fixable/main.stack")
    params.range.end = editor.position(fixed, len(fixed))
    actions = await editor.client.text_document_code_action_async(params)
    assert title not in [one.title for one in actions or []]


@pytest.mark.asyncio
async def test_a_module_is_checked_with_what_imports_it(editor):
    editor.open("clipper/common.stack")
    assert all(one.code != "E2014" for one in await editor.diagnostics("clipper/common.stack"))
    editor.open("clipper/main.stack")
    await editor.diagnostics("clipper/main.stack")
    text = editor.texts["clipper/common.stack"]
    editor.write("clipper/common.stack", text + "\nlet x: Int = \"no\"\n")
    assert any(one.range.start.line == text.count("\n") + 1 for one in await editor.diagnostics("clipper/common.stack"))


@pytest.mark.asyncio
async def test_a_file_that_is_not_open_is_told_of(editor):
    folder = editor.folder / "apart"
    folder.mkdir()
    (folder / "main.stack").write_text('chart apart {\n    version = "1.0.0"\n}\nimport part\nlet y = part.x\n')
    (folder / "part.stack").write_text("export let x = nowhere\n")
    editor.open("apart/main.stack")
    part = (folder / "part.stack").as_uri()
    while part not in editor.client.diagnostics:
        await editor.client.wait_for_notification("textDocument/publishDiagnostics")
    assert [one.code for one in editor.client.diagnostics[part]] == ["E2001"]
    (folder / "part.stack").write_text("export let x = 1\n")
    change = types.FileEvent(uri=part, type=types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[change]))
    while editor.client.diagnostics[part]:
        await editor.client.wait_for_notification("textDocument/publishDiagnostics")


TYPED = """chart typed { version = "1.0.0" }
values { replicas: Int(1..9) = 2 }
"""


@pytest.mark.asyncio
async def test_values_files_are_checked(editor):
    folder = editor.folder / "typed"
    folder.mkdir()
    (folder / "main.stack").write_text(TYPED)
    values = folder / "values-dev.yaml"
    name = "typed/values-dev.yaml"
    uri = values.as_uri()

    def written(text):
        values.write_text(text)
        change = types.FileEvent(uri=uri, type=types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[change]))

    async def said(count):
        while len(editor.client.diagnostics.get(uri, [])) != count:
            await editor.client.wait_for_notification("textDocument/publishDiagnostics")
        return [(one.range.start.line, one.code, one.message) for one in editor.client.diagnostics.get(uri, [])]

    written("# many\nreplicas: 300\n")
    editor.open("typed/main.stack")
    assert await said(1) == [(1, "E4012", "values: replicas: expected an integer from 1 to 9, got 300")]
    written("replicas: 3\n")
    await said(0)
    # As it is in the editor.
    editor.open(name, "replicas: 3\nx: 1\n")
    assert await said(1) == [(1, "E4012", "values: x: unknown parameter")]
    editor.write(name, "replicas: 0\nx: 1\n")
    await said(2)
    editor.write("typed/main.stack", TYPED.replace("1..9", "0..9").replace("= 2", "= 2, x: Int = 1"))
    await said(0)
    assert "textDocument/didOpen" in editor.client.registered


@pytest.mark.asyncio
async def test_tests_belong_to_their_source(editor):
    name = "xerv/main.test.stack"
    editor.open(name)
    assert all(one.code != "E2014" for one in await editor.diagnostics(name))
    editor.write(name, editor.texts[name] + '\ntest "x" {\n    expect nowhere == 1\n}\n')
    assert any(one.severity == types.DiagnosticSeverity.Error for one in await editor.diagnostics(name))
