#pragma once
// Which file a module of a program is.

#include "sema/sema.h"
#include "session/file_system.h"
#include "session/types_folder.h"
#include "source/source_manager.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::session {

struct Files;

/// A chart among those that include each other.
struct Part {
    std::string name;                          ///< what it is called; empty: the outermost
    std::map<std::string, std::string> around; ///< what those beside it and around it are called, by their aliases
};

/// What a chart that another includes is called in a release: by the path of aliases, so that it may be there several
/// times. `around`: what the other is called; empty: the outermost.
std::string partName(const std::string& around, const std::string& alias);

/// The library from the program, everything else from beside the main file: `.stack` files, and types/ for the modules
/// that `stackc import` made. Nothing is read from outside of the folder.
class Loader : public sema::Loader {
public:
    /// `folder` is that of the main file; `library` is extended by imported types. All but `folder` must outlive this.
    Loader(Files& files, const std::filesystem::path& folder, kube::Library& library, const Part& part);

    std::optional<source::FileId> load(std::string_view modulePath) override;
    std::optional<std::string> refusal(std::string_view modulePath) const override;
    std::vector<std::string> modules() const override;
    std::vector<Exports> exports() override;
    Embedded embed(std::string_view path) override;
    sema::Trees* trees() override;
    std::vector<source::FileId> testFiles() override { return tests_; }
    std::map<std::string, std::string> calledCharts(const std::vector<std::string>& included) const override;
    std::optional<std::string> loadTypes(std::string_view modulePath) override { return types_.load(modulePath); }

    /// Makes the files of tests beside a source part of it: `x.test.stack` and `x.y.test.stack` for `x.stack`, and for
    /// `main.stack` all in the folder but those of other charts there. What can't be read is left to the caller's file
    /// system to say.
    void addTestsOf(const std::string& source);

    TypesFolder& types() { return types_; }

private:
    std::filesystem::path pathOf(std::string_view modulePath) const;
    /// Is the file of tests that of another chart of the folder: `x.test.stack`, where `x.stack` declares one?
    bool isOfOtherChart(std::string_view tests);
    bool declaresChart(const std::string& source);
    source::FileId add(std::string path, std::string text, source::Writer writer = source::Writer::Author);
    /// With its tree, so that it is not parsed.
    source::FileId addLibrary(const std::string& path, std::string_view text);

    Files& files_;
    std::filesystem::path folder_;
    TypesFolder types_;
    const Part& part_;
    std::vector<source::FileId> tests_;
    std::optional<std::vector<Exports>> exports_; ///< once somebody asks
};

} // namespace stackc::session
