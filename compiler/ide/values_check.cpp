#include "ide/values_check.h"

#include "core/declared.h"
#include "diag/sink.h"
#include "diag/working_on.h"
#include "ide/values_files.h"
#include "ide/yaml_place.h"
#include "session/inputs.h"
#include "session/resolve.h"
#include "support/meanwhile.h"
#include "text/yaml_reader.h"
#include "values/renamed.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace stackc::ide {

namespace {

using session::Json;

constexpr std::size_t mostFiles = 50;
constexpr std::size_t mostBytes = std::size_t{256} << 10;

/// Something that is said of the values, with the path of what it is said of, where that is known.
struct Fault {
    diag::Diagnostic said;
    std::optional<std::string> path;
    bool operator==(const Fault& other) const { return path == other.path && said.message == other.said.message; }
};

class FileCheck {
public:
    FileCheck(session::Compilation& compilation, const std::string& path, source::FileId file)
        : compilation_(compilation), text_(compilation.sources.text(file)), places_(file, text_) {
        inputs_.files.push_back({path, std::string(text_)});
    }

    std::vector<diag::Diagnostic> run() {
        Json values;
        text::YamlError error;
        if (!text::readValues(text_, values, error)) {
            diag::Sink sink;
            sink.report(diag::Code::E4012, places_.line(error.line), error.message);
            return sink.diagnostics();
        }
        renamed(values);
        for (const Fault& fault : faults())
            tell(fault);
        return std::move(said_);
    }

private:
    void renamed(const Json& values) {
        for (const values::Renamed& one : values::renamedValues(compilation_.context()).all) {
            const std::string old = values::pathText(one.from);
            if (!values::isGiven(one, values))
                continue;
            diag::Sink sink;
            sink.report(diag::Code::W2028, places_.find(old).span, old, "`" + values::pathText(one.to) + "`")
                .suggest("`stackc migrate` rewrites a values file");
            said_.push_back(sink.diagnostics().front());
        }
    }

    /// What is wrong whatever environment the file is given to.
    std::vector<Fault> faults() {
        std::vector<const core::Environment*> bases{nullptr};
        for (const core::Environment& environment : compilation_.program.environments)
            bases.push_back(&environment);
        std::optional<std::vector<Fault>> common;
        for (const core::Environment* base : bases) {
            std::vector<Fault> found = over(base);
            const std::size_t all = found.size();
            std::erase_if(found, [this](const Fault& fault) { return isLeftOut(fault); });
            const bool isPart = found.size() < all && found.empty(); // other files give the rest
            if (isPart)
                continue;
            if (!common)
                common = std::move(found);
            else
                std::erase_if(*common, [&](const Fault& one) {
                    return std::find(found.begin(), found.end(), one) == found.end();
                });
            if (common->empty())
                break;
        }
        return common.value_or(std::vector<Fault>());
    }

    std::vector<Fault> over(const core::Environment* environment) {
        const support::Meanwhile apart(compilation_.sink, diag::Sink{});
        const session::Release release =
            session::resolve(compilation_, environment, inputs_, true, session::Unmade::Told);
        std::vector<Fault> found;
        for (std::size_t i = 0; i < compilation_.sink.diagnostics().size(); ++i) {
            const diag::Diagnostic& one = compilation_.sink.diagnostics()[i];
            auto path = release.refused.find(i);
            if (one.severity == diag::Severity::error)
                found.push_back({one, path == release.refused.end() ? std::nullopt : std::optional(path->second)});
        }
        return found;
    }

    /// Is it said of a value that the file says nothing of, and that another file may give?
    bool isLeftOut(const Fault& fault) const {
        if (!fault.path)
            return false;
        const std::size_t depth = places_.find(*fault.path).depth;
        return depth == 0 ||
               (depth < core::splitPath(*fault.path).size() && fault.path->find('[') == std::string::npos);
    }

    void tell(const Fault& fault) {
        diag::Diagnostic said = fault.said;
        if (!fault.path && said.span.valid())
            said.notes.insert(said.notes.begin(), {said.span, "this is the rule that does not hold"});
        said.span = fault.path ? places_.find(*fault.path).span : readBy(fault.said.span);
        said.fixes.clear();
        said_.push_back(std::move(said));
    }

    /// The value of the file that the source reads at a place; its first line where there is none.
    source::Span readBy(source::Span rule) const {
        std::set<source::Span> read; // where it is declared
        for (const sema::NameUse& name : compilation_.index->names())
            if (rule.valid() && rule.covers(name.span) && name.entity.declared.valid())
                read.insert(name.entity.declared);
        source::Span found = places_.line(1);
        for (const std::string& path : read.empty() ? std::vector<std::string>() : places_.paths())
            if (read.contains(core::declaredAt(compilation_.program, path).span))
                found = places_.find(path).span;
        return found;
    }

    session::Compilation& compilation_;
    std::string_view text_;
    YamlPlaces places_;
    session::Inputs inputs_;
    std::vector<diag::Diagnostic> said_;
};

/// The text of a file as editors have it; nothing of what is no values file, or too large.
std::optional<std::string> textOf(const std::string& path, const session::FileSystem& system) {
    session::Reading read = system.read(path, mostBytes);
    if (!read.text || read.text->size() > mostBytes || read.text->find("{{") != std::string::npos)
        return std::nullopt;
    if (read.text->starts_with("\xEF\xBB\xBF"))
        read.text->erase(0, 3);
    return std::move(read.text);
}

} // namespace

std::vector<diag::Diagnostic> checkValuesFiles(session::Compilation& compilation, const std::string& main) {
    std::vector<diag::Diagnostic> said;
    const session::FileSystem& system = *compilation.files->system;
    std::vector<std::string> paths = valuesFilesOf(main, system);
    paths.resize(std::min(paths.size(), mostFiles));
    for (const std::string& path : paths) {
        diag::WorkingOn place(path);
        std::optional<std::string> text = textOf(path, system);
        if (!text)
            continue;
        auto known = compilation.sources.find(path);
        const source::FileId file = known ? *known : compilation.sources.add(path, std::move(*text));
        for (diag::Diagnostic& one : FileCheck(compilation, path, file).run())
            said.push_back(std::move(one));
    }
    return said;
}

} // namespace stackc::ide
