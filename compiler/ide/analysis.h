#pragma once
// What is known of one stack at one moment, for all that an editor asks about it.

#include "diag/diagnostic.h"
#include "sema/index.h"
#include "session/compilation.h"
#include "session/file_system.h"
#include "source/source_manager.h"
#include "support/result.h"
#include "syntax/ast.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::ide {

/// Asked between the steps of what takes long: true ends it.
using Stop = std::function<bool()>;

/// The files before the disk: the texts of open documents, by their paths.
using Texts = std::map<std::string, std::string>;

/// A stack as it was when it was read: later edits make another one. Used by one thread at a time.
class Analysis {
public:
    /// Reads the stack whose main file is `path`, with the tests beside it, and checks its names and types. It fails if
    /// the file can't be read.
    static support::Result<std::shared_ptr<Analysis>> make(const std::string& path, const Texts& texts);

    /// The same stack, read anew, with further texts before its files.
    support::Result<std::shared_ptr<Analysis>> with(const Texts& texts) const;

    ~Analysis();
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;

    /// The path of the main file, as it was given.
    const std::string& path() const { return path_; }
    const source::SourceManager& sources() const { return compilation_->sources; }
    const core::Program& program() const { return known().program; }
    const kube::Library& library() const { return known().library; }
    const session::Compilation& compilation() const { return *compilation_; }

    /// What the names of its files stand for, with the program that its types are of.
    const sema::Index& index() const;

    /// The fields of resources that the expectations of its tests name.
    const std::vector<sema::NameUse>& expectedFields() const;

    /// The file of a path that is a part of the stack: of its modules, its tests, the charts that it includes.
    std::optional<source::FileId> fileOf(std::string_view path) const { return sources().find(path); }

    /// The tree of a file; where the file has errors, as much as could be understood.
    const syntax::Module& tree(source::FileId file) const;

    /// Finds what `stackc check` says beyond names and types. False if it was stopped. After `pause`, which is asked
    /// between its steps, a later call begins where it ended; after `abandon`, which is asked everywhere, this is of no
    /// use any more.
    bool finish(const Stop& pause, const Stop& abandon = nullptr);
    /// Does something with a finished stack without errors; what it says is told to nobody. False if it was abandoned,
    /// and where there are errors.
    bool evaluate(const std::function<void(session::Compilation&)>& work, const Stop& abandon);
    /// Was something ended in its middle? What the files say is still known then; to evaluate them, another one has to
    /// be made.
    bool isAbandoned() const { return isAbandoned_; }
    /// Can't it be evaluated, as far as is known?
    bool hasErrors() const { return compilation_->sink.hasErrors(); }

    /// What is said of the stack, in the order of `stackc check`: all of it once it is finished.
    std::vector<diag::Diagnostic> diagnostics() const;
    /// What is said of the values files beside a stack without errors, once it is finished; the places are of files of
    /// `sources()`.
    const std::vector<diag::Diagnostic>& ofValuesFiles() const { return ofValuesFiles_; }
    /// What is said of names and types alone, which is known before anything is evaluated.
    const std::vector<diag::Diagnostic>& checked() const { return checked_; }

    /// Has the file or the folder been read for this? A path as the texts and the disk have it.
    bool hasRead(const std::string& path) const { return inputs_().contains(path); }

private:
    enum class Step : std::uint8_t { Evaluate, Includes, Tests, ValuesFiles, Done };

    Analysis() = default;
    static support::Result<std::shared_ptr<Analysis>> read(const std::string& path, const Texts& texts,
                                                           std::shared_ptr<const session::FileSystem> behind);
    /// What names and types are asked of: the compilation, or another one that knows declarations with syntax errors.
    const session::Compilation& known() const;
    /// Finds what names in the expectations of tests stand for.
    void lookIntoTests() const;
    void check(Step step);

    std::string path_;
    std::unique_ptr<session::Compilation> compilation_;
    mutable std::unique_ptr<session::Compilation> withGaps_; ///< made when it is needed
    /// Of files with errors, which `session::Files` doesn't keep.
    mutable std::map<source::FileId, std::unique_ptr<const syntax::Module>> trees_;
    mutable std::optional<std::vector<sema::NameUse>> expectedFields_; ///< once the tests are looked into
    std::function<const std::set<std::string>&()> inputs_;
    std::vector<diag::Diagnostic> checked_, ofValuesFiles_;
    Step step_ = Step::Evaluate;
    bool isComplete_ = false; ///< no errors in names and types: the tests are worth a look
    bool isAbandoned_ = false;
};

} // namespace stackc::ide
