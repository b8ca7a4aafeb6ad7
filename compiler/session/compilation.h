#pragma once
// One source through the front of the pipeline, and what both backends need of its values.

#include "core/program.h"
#include "diag/sink.h"
#include "eval/eval.h"
#include "ir/node.h"
#include "judge/judge.h"
#include "kube/library.h"
#include "sema/index.h"
#include "sema/sema.h"
#include "session/file_system.h"
#include "source/source_manager.h"
#include "support/result.h"
#include "values/context.h"

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

namespace stackc::session {

using Json = nlohmann::ordered_json;

/// What charts share that include each other: each file is read once, and parsed once.
struct Files {
    explicit Files(std::shared_ptr<const FileSystem> from = std::make_shared<Disk>()) : system(std::move(from)) {}

    const std::shared_ptr<const FileSystem> system;
    source::SourceManager sources;
    sema::Trees trees;
    bool withTests = false;           ///< are the files of tests beside the source part of it?
    bool withIndex = false;           ///< does somebody ask what names stand for?
    std::optional<sema::Probe> probe; ///< with an index: where somebody asks what could stand
};

/// A checked program with its constants. Made by `compile`; everything refers into it, so it is not moved.
class Compilation {
public:
    explicit Compilation(std::shared_ptr<Files> files);
    ~Compilation();

    const std::shared_ptr<Files> files;
    source::SourceManager& sources;
    std::string folder; ///< of the package: where modules are looked for
    /// Those of the files of the charts around it, outermost first, and of its own file, where its `crds` lie.
    std::vector<std::string> homes;
    diag::Sink sink;
    kube::Library library = kube::Library::builtin(); ///< and the imported types that the source names
    core::Program program;
    std::unique_ptr<sema::Index> index; ///< where `files` asks for one, and this is no chart that another includes
    ir::NodeTable nodes;
    /// The charts that it includes, in the order of `program.includes`, each as it is under its alias; see
    /// compileParts.
    std::vector<std::unique_ptr<Compilation>> parts;

    values::Context context();
    /// E(defaults), and E of an environment's values. Made once.
    const Json& defaults();
    ir::NodeRef defaultsNode();
    const Json& environmentValues(const core::Environment& environment);
    /// Are there errors in its values, which were told as they were evaluated?
    bool lacksValues(const core::Environment& environment);
    /// What `values-<env>.yaml` says, as JSON. Reports what Helm's merge can't express.
    Json overlay(const core::Environment& environment);
    const core::Environment* environment(std::string_view name) const;
    /// Judges what comes out of the program.
    judge::Judge& judge();

private:
    ir::NodeRef constant(core::ExprId expr);

    std::map<core::ExprId, ir::NodeRef> constants_;
    std::unique_ptr<Json> defaults_;
    std::map<std::string, std::unique_ptr<Json>> environments_;
    std::set<std::string> lacking_; ///< environments
    std::unique_ptr<judge::Judge> judge_;
};

using Compiled = support::Result<std::unique_ptr<Compilation>>;

/// Reads, parses and checks `source` (a file or a folder with a main.stack). It fails if that can't be read; else look
/// at `sink`.
Compiled compile(const std::string& source, std::shared_ptr<Files> files = std::make_shared<Files>());

/// As `compile`, of a source that is not written yet; `path` is where it will stand, and is no path of `files`.
std::unique_ptr<Compilation> compileText(const std::string& path, std::string text,
                                         std::shared_ptr<Files> files = std::make_shared<Files>());

/// Checks a chart that `compilation` includes, as a program of its own.
std::unique_ptr<Compilation> compileIncluded(const Compilation& compilation, source::FileId file);

/// Checks the files of a compilation once more, with an index that knows of declarations with syntax errors as well, as
/// far as they could be read. What is wrong was said before.
std::unique_ptr<Compilation> compileWithGaps(const Compilation& compilation, source::FileId main);

/// Fills `parts`, and theirs, once. False if one of them has errors; they are said where it is checked as a program
/// of its own.
bool compileParts(Compilation& compilation);

} // namespace stackc::session
