#include "ide/checked_at.h"

#include "syntax/parser.h"

namespace stackc::ide {

std::unique_ptr<session::Compilation> checkedAt(const Analysis& analysis, source::FileId file, const ProbeText& text) {
    const std::string path(analysis.sources().path(file));
    auto overlay = std::make_shared<session::Overlay>(analysis.compilation().files->system);
    overlay->set(path, text.text);
    auto files = std::make_shared<session::Files>(overlay);
    files->withTests = path.ends_with(".test.stack");
    files->withIndex = true;
    files->probe.emplace();
    files->probe->path = path;
    files->probe->begin = text.begin;
    files->probe->end = text.end;
    session::Compiled compiled = session::compile(analysis.path(), files);
    return compiled ? std::move(*compiled) : nullptr;
}

const syntax::Module& CheckedTrees::operator()(source::FileId file) {
    if (auto known = files_.trees.find(file); known != files_.trees.end())
        return *known->second;
    std::unique_ptr<const syntax::Module>& tree = parsed_[file];
    if (!tree) {
        diag::Sink told;
        tree = std::make_unique<const syntax::Module>(syntax::parse(files_.sources, file, told));
    }
    return *tree;
}

} // namespace stackc::ide
