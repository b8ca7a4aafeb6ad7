#pragma once
// The command line as data.

#include "session/build.h"
#include "testing/run.h"

#include <optional>
#include <string>
#include <vector>

namespace stackc::driver {

enum class Command {
    ApiDiff,
    Build,
    Check,
    Diff,
    Format,
    Explain,
    Document,
    Graph,
    Images,
    Init,
    Import,
    Lsp,
    Mcp,
    Migrate,
    Package,
    Test,
    Trace,
    Verify,
    Complete,
    Emit,
    None
};
enum class GraphFormat { Mermaid, Dot, Svg, Json };
enum class DiffFormat { Text, Markdown, Json, Sarif };
enum class ApiDiffFormat { Text, Markdown, Json };
enum class TestFormat { Text, Json, Junit, Tap };
enum class CoverageFormat { Text, Json, Lcov, Cobertura };
enum class FailOn { Nothing, Replaced, Any };
enum class ImportKind { OpenApi, Crd, JsonSchema, Manifests };

enum class ImagesFormat { Text, Json, CycloneDx };
enum class DiagnosticsFormat { Text, Json, Sarif, GitHub };

struct ImagesOptions {
    ImagesFormat format = ImagesFormat::Text;
    std::string output = "-"; ///< a file; `-`: standard output
};

struct DiffOptions {
    std::vector<std::string> sides; ///< one or two: a source, the output folder of a build, git:REV, git:REV:PATH
    DiffFormat format = DiffFormat::Text;
    FailOn failOn = FailOn::Nothing;
};

struct ApiDiffOptions {
    std::vector<std::string> sides; ///< as of DiffOptions
    ApiDiffFormat format = ApiDiffFormat::Text;
    bool changes = false;  ///< print what may stand in the chart's `changes`
    bool strict = false;   ///< what is not known counts as what breaks
    std::string witnesses; ///< the folder for values files; empty: none are written
};

struct TestOptions {
    testing::Request request;
    TestFormat format = TestFormat::Text;
    std::string coverage;                         ///< a file, or `-`: standard output; empty: not asked for
    std::optional<CoverageFormat> coverageFormat; ///< nothing: as the file's name ends
    bool watch = false;                           ///< run again whenever a file changes
};

struct PackageOptions {
    std::string folder = "dist";
    std::string key; ///< of gpg, to sign with; empty: nothing is signed
};

struct VerifyOptions {
    std::vector<std::string> helms; ///< none: the one in PATH
    std::string chart;              ///< a folder or a package, or the output folder of a build; empty: it is made
    size_t samples = 20;            ///< random sets of values
    uint64_t seed = 1;
    bool validate = false; ///< hold what comes out against Kubernetes
};

struct Options {
    Command command = Command::None;
    std::string source;          ///< a file, or a folder with a main.stack; explain: may be empty
    session::Request request;    ///< build; its environments also for graph and verify, its inputs for diff
    std::string output = "dist"; ///< `-`: standard output
    DiffOptions diff;
    ApiDiffOptions apiDiff;
    ImagesOptions images;
    PackageOptions package;
    TestOptions test;
    VerifyOptions verify;
    std::vector<std::string> valueFiles; ///< build, diff, migrate: read into `request.inputs.files`
    std::string stage;                   ///< Emit: what is printed, `tokens` to `template`
    size_t maxSourceBytes = size_t{16} << 20;
    std::string depfile;   ///< build: the file for what was read; empty: none
    std::string sourceMap; ///< build: the file to write, trace: the one to read; empty: none
    bool timings = false;  ///< tell how long things took
    bool json = false;     ///< what is printed is JSON
    DiagnosticsFormat diagnostics = DiagnosticsFormat::Text;
    bool checkOnly = false;         ///< fmt --check
    std::vector<std::string> files; ///< fmt, import, init; for import `-` is the standard input
    std::string code;               ///< explain: a code, a type, a kind; with a source a value or a field
    std::string script;             ///< completion: what is printed
    std::string lspLog;             ///< lsp: the file for its log; empty: none
    std::string message;            ///< trace: empty: the standard input
    std::string folder = ".";       ///< explain: whose types/ has imported modules; init: the new one
    std::string pageOutput = "-";   ///< graph: a file; doc: a folder; `-`: standard output
    std::string migrated;           ///< migrate: the file to write, or `-`; empty: the values file
    GraphFormat graphFormat = GraphFormat::Mermaid;
    ImportKind importKind = ImportKind::Manifests;
    std::string importOutput;            ///< empty: the kind's default
    std::string importName;              ///< import manifests: the chart's name; empty: the folder's
    std::string importVersions;          ///< import manifests: the chart's `kubeVersion`
    bool importAll = false;              ///< import of types: also what is built in
    std::string schemaGroup, schemaKind; ///< import jsonschema: what the file does not say
    bool force = false;                  ///< build, import manifests: replace files of others
};

/// Exit codes of the program.
enum Exit : int { ok = 0, sourceErrors = 1, usageError = 2, systemError = 3 };

/// Reads the command line. Returns true if there is something to run; else `exit` says how to end (help or a usage
/// error has been printed).
bool parseOptions(int argc, const char* const* argv, Options& options, int& exit);

} // namespace stackc::driver
