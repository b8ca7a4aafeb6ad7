"""What the tests of the language server have in common."""

import os
import shutil
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

STACKC = os.environ["STACKC"]
ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ["clipper", "erlmcp", "hotswap", "nexus", "xerv"]


class Editor:
    """A client with the documents that it has open."""

    def __init__(self, client: LanguageClient, folder: Path):
        self.client = client
        self.folder = folder
        self.versions = {}
        self.texts = {}

    def uri(self, name):
        return (self.folder / name).as_uri()

    def open(self, name, text=None):
        text = (self.folder / name).read_text(encoding="utf-8") if text is None else text
        self.versions[name] = 1
        self.texts[name] = text
        item = types.TextDocumentItem(uri=self.uri(name), language_id="stack", version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def write(self, name, text):
        """Replaces the whole text of an open document."""
        self.versions[name] += 1
        self.texts[name] = text
        self._change(name, types.TextDocumentContentChangeWholeDocument(text=text))

    def replace(self, name, old, new):
        """Replaces the first place of a text, which is one change of a range."""
        text = self.texts[name]
        begin = text.index(old)
        self.versions[name] += 1
        self.texts[name] = text[:begin] + new + text[begin + len(old) :]
        change = types.TextDocumentContentChangePartial(range=self.range(text, begin, begin + len(old)), text=new)
        self._change(name, change)

    def _change(self, name, change):
        document = types.VersionedTextDocumentIdentifier(uri=self.uri(name), version=self.versions[name])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(text_document=document, content_changes=[change]))

    def close(self, name):
        del self.versions[name]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=self.document(name)))

    async def diagnostics(self, name):
        """What is said of the document as it is now."""
        while True:
            params = await self.client.wait_for_notification("textDocument/publishDiagnostics")
            if params.uri == self.uri(name) and params.version == self.versions.get(name):
                return params.diagnostics

    def document(self, name):
        return types.TextDocumentIdentifier(uri=self.uri(name))

    def at(self, name, text, after=0):
        """The place of a text in an open document, `after` characters on."""
        return self.position(self.texts[name], self.texts[name].index(text) + after)

    @staticmethod
    def position(text, offset):
        line = text.count("\n", 0, offset)
        begin = text.rfind("\n", 0, offset) + 1
        return types.Position(line=line, character=len(text[begin:offset].encode("utf-16-le")) // 2)

    def range(self, text, begin, end):
        return types.Range(start=self.position(text, begin), end=self.position(text, end))


def changes_of(edit):
    """The edits of each document of a WorkspaceEdit, by its URI."""
    if edit.document_changes is None:
        return edit.changes
    return {one.text_document.uri: one.edits for one in edit.document_changes}


def applied(text, edits):
    """A text with edits of the protocol."""
    lines = text.split("\n")

    def offset(position):
        line = lines[position.line]
        units = line.encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
        return sum(len(one) + 1 for one in lines[: position.line]) + len(units)

    for edit in sorted(edits, key=lambda one: offset(one.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[STACKC, "lsp"]))
async def client(lsp_client: LanguageClient, tmp_path_factory):
    folder = tmp_path_factory.mktemp("workspace")
    for example in EXAMPLES:
        shutil.copytree(ROOT / "examples" / example, folder / example, ignore=shutil.ignore_patterns("expected"))
    lsp_client.folder = folder
    lsp_client.registered = []

    @lsp_client.feature("client/registerCapability")
    def register(params: types.RegistrationParams):
        lsp_client.registered += [one.method for one in params.registrations]

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="examples")],
        )
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client):
    return Editor(client, client.folder)
