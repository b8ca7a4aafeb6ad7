#include "ide/links.h"

#include "ide/walk.h"

#include <algorithm>
#include <filesystem>

namespace stackc::ide {

namespace fs = std::filesystem;

namespace {

/// Where the file of a module lies; "" if it is no file, as a module of Kubernetes' types.
std::string fileOfModule(const Analysis& analysis, std::string module) {
    std::replace(module.begin(), module.end(), '.', '/');
    std::string own = (fs::path(analysis.compilation().folder) / (module + ".stack")).string();
    for (const std::string& path : {"<stdlib>/" + module + ".stack", own})
        if (analysis.fileOf(path))
            return path;
    return {};
}

} // namespace

std::vector<Link> linksOf(const Analysis& analysis, source::FileId file) {
    std::vector<Link> links;
    const syntax::Module& module = analysis.tree(file);
    auto addModule = [&](const syntax::Path& named) {
        if (std::string path = fileOfModule(analysis, named.text()); !path.empty())
            links.push_back({named.span, std::move(path)});
    };
    auto addFile = [&](const syntax::CallExpr& call) {
        if (!call.callee.valid() || call.args.size() != 1 || !call.args[0].value.valid())
            return;
        const auto* name = std::get_if<syntax::NameRef>(&module[call.callee].node);
        const syntax::Expr& argument = module[call.args[0].value];
        const auto* text = std::get_if<syntax::StringLit>(&argument.node);
        if (name == nullptr || name->name.text != "file" || text == nullptr || !text->isPlainText())
            return;
        fs::path path = fs::path(analysis.compilation().folder) / text->plainText();
        if (analysis.compilation().files->system->kind(path) == session::Kind::File)
            links.push_back({argument.span, path.lexically_normal().string()});
    };
    walk(module, Visitor{[&](const syntax::ImportDecl& import) { addModule(import.path); },
                         [&](const syntax::IncludeDecl& include) { addModule(include.path); }, addFile});
    return links;
}

} // namespace stackc::ide
