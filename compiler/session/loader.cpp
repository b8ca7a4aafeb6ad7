#include "session/loader.h"

#include "sema/stdlib.h"
#include "session/compilation.h"
#include "syntax/imports.h"
#include "syntax/parser.h"
#include "syntax/source_limit.h"

#include <algorithm>

namespace stackc::session {

namespace fs = std::filesystem;

namespace {

std::string slashed(std::string_view modulePath) {
    std::string path(modulePath);
    std::replace(path.begin(), path.end(), '.', '/');
    return path;
}

constexpr std::string_view testEnding = ".test.stack";

bool isTestFile(std::string_view name) { return name.ends_with(testEnding); }

} // namespace

std::string partName(const std::string& around, const std::string& alias) {
    constexpr size_t longestLabel = 63;
    std::string name = around.empty() ? alias : (around + "-" + alias).substr(0, longestLabel);
    name.erase(name.find_last_not_of('-') + 1);
    return name;
}

Loader::Loader(Files& files, const fs::path& folder, kube::Library& library, const Part& part)
    : files_(files), folder_(folder), types_(*files.system, folder, library), part_(part) {}

fs::path Loader::pathOf(std::string_view modulePath) const { return folder_ / (slashed(modulePath) + ".stack"); }

std::optional<source::FileId> Loader::load(std::string_view modulePath) {
    std::string path = slashed(modulePath);
    if (auto text = sema::stdlibSource(path))
        return addLibrary(path, *text);
    fs::path file = pathOf(modulePath);
    if (auto known = files_.sources.find(file.string()))
        return known;
    if (refusal(modulePath))
        return std::nullopt;
    if (auto text = files_.system->read(file, syntax::maxFileBytes()).text)
        return add(file.string(), std::move(*text));
    return std::nullopt;
}

std::optional<std::string> Loader::refusal(std::string_view modulePath) const {
    fs::path file = pathOf(modulePath);
    Reading read = files_.system->read(file, 0);
    if (read.missing)
        return std::nullopt;
    if (sema::stdlibSource(slashed(modulePath)))
        return "the library has a module of that name";
    if (!read.text)
        return read.error;
    bool isHere = files_.system->isBelow(file, folder_);
    return isHere ? std::nullopt : std::optional("its file is a link that leads out of the folder");
}

std::vector<std::string> Loader::modules() const {
    std::vector<std::string> names;
    Names listed = files_.system->list(folder_.empty() ? "." : folder_);
    for (const std::string& name : listed ? *listed : std::vector<std::string>())
        if (fs::path file = name; file.extension() == ".stack" && !isTestFile(name))
            names.push_back(file.stem().string());
    for (std::string& name : types_.modules())
        names.push_back(std::move(name));
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<sema::Loader::Exports> Loader::exports() {
    if (exports_)
        return *exports_;
    exports_.emplace();
    for (const std::string& module : modules()) {
        auto text = files_.system->read(pathOf(module), syntax::maxFileBytes()).text;
        if (!text || text->size() > syntax::maxFileBytes() || refusal(module))
            continue;
        source::SourceManager sources;
        diag::Sink ignored; // which is told where the module is checked
        const syntax::Module tree = syntax::parse(sources, sources.add(module, std::move(*text)), ignored);
        if (!syntax::isChart(tree))
            exports_->push_back({module, syntax::exportedNames(tree)});
    }
    return *exports_;
}

sema::Loader::Embedded Loader::embed(std::string_view path) {
    constexpr size_t most = size_t{1} << 20; // what a ConfigMap takes
    fs::path named(path);
    bool leaves = named.is_absolute() || std::find(named.begin(), named.end(), "..") != named.end();
    if (named.empty() || leaves)
        return {std::nullopt, "the path leads out of the folder of the source"};
    fs::path file = folder_ / named;
    Reading read = files_.system->read(file, most);
    if (!read.text)
        return {std::nullopt, read.missing ? "there is no such file beside the source" : read.error};
    if (!files_.system->isBelow(file, folder_.empty() ? fs::path(".") : folder_))
        return {std::nullopt, "it is a link that leads out of the folder of the source"};
    if (read.text->size() > most)
        return {std::nullopt, "it has more than 1 MiB"};
    return {std::move(read.text), {}};
}

bool Loader::declaresChart(const std::string& source) {
    fs::path file = folder_ / (source + ".stack");
    auto text = files_.system->read(file, syntax::maxFileBytes()).text;
    if (!text)
        return false;
    diag::Sink ignored; // which is told where the chart is checked
    return syntax::isChart(syntax::parse(files_.sources, add(file.string(), std::move(*text)), ignored));
}

bool Loader::isOfOtherChart(std::string_view tests) {
    const size_t end = tests.size() - testEnding.size();
    for (size_t dot = tests.find('.'); dot <= end; dot = tests.find('.', dot + 1))
        if (dot > 0 && declaresChart(std::string(tests.substr(0, dot))))
            return true;
    return false;
}

void Loader::addTestsOf(const std::string& source) {
    const std::string stem = fs::path(source).stem().string();
    Names listed = files_.system->list(folder_.empty() ? "." : folder_);
    std::vector<std::string> names = listed ? *listed : std::vector<std::string>();
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        bool isNamedSo = name.starts_with(stem + ".");
        if (!isTestFile(name) || (!isNamedSo && (stem != "main" || isOfOtherChart(name))))
            continue;
        fs::path file = folder_ / name;
        if (auto text = files_.system->read(file, syntax::maxFileBytes()).text)
            tests_.push_back(add(file.string(), std::move(*text)));
    }
}

std::map<std::string, std::string> Loader::calledCharts(const std::vector<std::string>& included) const {
    std::map<std::string, std::string> called = part_.around;
    for (const std::string& alias : included)
        called[alias] = partName(part_.name, alias);
    return called;
}

sema::Trees* Loader::trees() { return &files_.trees; }

source::FileId Loader::add(std::string path, std::string text, source::Writer writer) {
    auto known = files_.sources.find(path);
    return known ? *known : files_.sources.add(std::move(path), std::move(text), writer);
}

source::FileId Loader::addLibrary(const std::string& path, std::string_view text) {
    source::FileId file = add("<stdlib>/" + path + ".stack", std::string(text), source::Writer::Library);
    if (!files_.trees.contains(file))
        files_.trees.emplace(file, sema::stdlibTree(path, file));
    return file;
}

} // namespace stackc::session
