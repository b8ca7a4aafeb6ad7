#pragma once
// From source to core: modules, names, types, elaboration.

#include "core/program.h"
#include "diag/sink.h"
#include "kube/library.h"
#include "source/source_manager.h"
#include "syntax/ast.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::sema {

/// What the names of a program stand for.
class Index;

/// The trees of files in which nothing is wrong, as they were parsed.
using Trees = std::map<source::FileId, std::shared_ptr<const syntax::Module>>;

/// Where modules come from.
struct Loader {
    virtual ~Loader() = default;
    /// Adds the file of a module ("std.mesh", "common") to the source manager; nothing if there is none. Asked once for
    /// each module. "prelude" is the module whose exported names are visible everywhere.
    virtual std::optional<source::FileId> load(std::string_view modulePath) = 0;
    /// Why a module whose file is there is not taken.
    virtual std::optional<std::string> refusal(std::string_view) const { return std::nullopt; }
    /// Where the trees of files are kept for other checks with the same sources; null where there are none.
    virtual Trees* trees() { return nullptr; }
    /// Modules of the package, for suggestions.
    virtual std::vector<std::string> modules() const { return {}; }
    /// The modules of the package that can be imported, each with the names that it exports, for suggestions.
    struct Exports {
        std::string module;
        std::vector<std::string> names;
    };
    virtual std::vector<Exports> exports() { return {}; }
    /// The text of a file of the package, or why it is not taken.
    struct Embedded {
        std::optional<std::string> text;
        std::string refusal;
    };
    virtual Embedded embed(std::string_view) { return {std::nullopt, "there is no package"}; }
    /// The files of tests beside the source; nothing where they are not asked for.
    virtual std::vector<source::FileId> testFiles() { return {}; }
    /// Adds a module of imported Kubernetes types, if there is one, to the library that `check` was given. What is
    /// wrong with it otherwise; nothing was added then.
    virtual std::optional<std::string> loadTypes(std::string_view) { return std::nullopt; }
    /// What charts of the release are called, by the names that the author of the chart knows them by: the aliases of
    /// those that it includes, which are given, and of those beside it and around it, where it is a part of others.
    virtual std::map<std::string, std::string> calledCharts(const std::vector<std::string>&) const { return {}; }
};

/// Parses and checks `main` and what it imports. Errors go to `sink`; the program is complete only without errors, but
/// may be dumped in any case. The library gets the types that the program narrows, and those that `loader` adds; it has
/// to outlive the program. `index` gets what names stand for, of files in which nothing asks for them as well.
core::Program check(source::SourceManager& sources, source::FileId main, Loader& loader, kube::Library& library,
                    diag::Sink& sink, Index* index = nullptr);

} // namespace stackc::sema
