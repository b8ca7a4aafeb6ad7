#include "ide/analysis.h"

#include "diag/working_on.h"
#include "session/check.h"
#include "session/recording.h"
#include "syntax/parser.h"
#include "testing/check_tests.h"

#include <utility>

namespace stackc::ide {

Analysis::~Analysis() = default;

support::Result<std::shared_ptr<Analysis>> Analysis::make(const std::string& path, const Texts& texts) {
    auto disk = std::make_shared<session::RecordingDisk>();
    auto made = read(path, texts, disk);
    if (made)
        (*made)->inputs_ = [disk]() -> const std::set<std::string>& { return disk->inputs(); };
    return made;
}

support::Result<std::shared_ptr<Analysis>> Analysis::with(const Texts& texts) const {
    auto made = read(path_, texts, compilation_->files->system);
    if (made)
        (*made)->inputs_ = inputs_;
    return made;
}

support::Result<std::shared_ptr<Analysis>> Analysis::read(const std::string& path, const Texts& texts,
                                                          std::shared_ptr<const session::FileSystem> behind) {
    diag::WorkingOn place(path);
    auto overlay = std::make_shared<session::Overlay>(std::move(behind));
    for (const auto& [file, text] : texts)
        overlay->set(file, text);
    auto files = std::make_shared<session::Files>(overlay);
    files->withTests = true;
    files->withIndex = true;
    session::Compiled compiled = session::compile(path, files);
    if (!compiled)
        return support::Failure{compiled.error()};
    std::shared_ptr<Analysis> result(new Analysis());
    result->path_ = path;
    result->compilation_ = std::move(*compiled);
    result->isComplete_ = !result->compilation_->sink.hasErrors();
    return result;
}

const syntax::Module& Analysis::tree(source::FileId file) const {
    const sema::Trees& whole = compilation_->files->trees;
    if (auto found = whole.find(file); found != whole.end())
        return *found->second;
    std::unique_ptr<const syntax::Module>& tree = trees_[file];
    if (!tree) {
        diag::Sink told; // when the stack was checked
        tree = std::make_unique<const syntax::Module>(syntax::parse(sources(), file, told));
    }
    return *tree;
}

const session::Compilation& Analysis::known() const {
    if (withGaps_)
        return *withGaps_;
    const session::Files& files = *compilation_->files;
    auto main = sources().find(path_);
    bool isWhole = true;
    for (std::uint32_t i = 0; i < sources().fileCount(); ++i)
        isWhole = isWhole &&
                  (files.trees.contains(source::FileId(i)) || !sources().path(source::FileId(i)).ends_with(".stack"));
    if (isWhole || !main)
        return *compilation_;
    withGaps_ = session::compileWithGaps(*compilation_, *main);
    return *withGaps_;
}

bool Analysis::finish(const Stop& stop) {
    diag::WorkingOn place(path_);
    for (; step_ != Step::Done; step_ = static_cast<Step>(static_cast<int>(step_) + 1)) {
        if (stop && stop())
            return false;
        switch (step_) {
        case Step::Evaluate:
            session::checkAll(*compilation_);
            break;
        case Step::Includes:
            session::checkIncludes(*compilation_);
            break;
        case Step::Tests:
            if (isComplete_)
                testing::checkTests(*compilation_);
            break;
        case Step::Done:
            break;
        }
    }
    return true;
}

std::vector<diag::Diagnostic> Analysis::diagnostics() const { return compilation_->sink.sorted(); }

} // namespace stackc::ide
