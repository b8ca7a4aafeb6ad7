#include "ide/analysis.h"

#include "diag/working_on.h"
#include "ide/values_check.h"
#include "session/check.h"
#include "session/recording.h"
#include "support/meanwhile.h"
#include "support/stopping.h"
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
    result->checked_ = result->compilation_->sink.sorted();
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

void Analysis::lookIntoTests() const {
    if (expectedFields_)
        return;
    known(); // what types are of
    expectedFields_.emplace();
    session::Compilation& compilation = withGaps_ ? *withGaps_ : *compilation_;
    testing::TestNames names = testing::namesOf(compilation);
    for (const testing::FieldName& name : names.fields)
        if (name.type.valid())
            expectedFields_->push_back(
                {name.span,
                 {sema::EntityKind::NativeField, std::string(sources().text(name.span)), {}, name.type, name.object}});
    for (const testing::BoundName& name : names.bound)
        compilation.index->add(
            {name.span, {sema::EntityKind::Variable, std::string(sources().text(name.span)), name.declared, {}}});
    compilation.index->finish();
}

const sema::Index& Analysis::index() const {
    lookIntoTests();
    return *known().index;
}

const std::vector<sema::NameUse>& Analysis::expectedFields() const {
    lookIntoTests();
    return *expectedFields_;
}

void Analysis::check(Step step) {
    switch (step) {
    case Step::Evaluate:
        return session::checkAll(*compilation_);
    case Step::Includes:
        return session::checkIncludes(*compilation_);
    case Step::Tests:
        if (isComplete_)
            testing::checkTests(*compilation_);
        return;
    case Step::ValuesFiles:
        if (!hasErrors())
            ofValuesFiles_ = checkValuesFiles(*compilation_, path_);
        return;
    case Step::Done:
        return;
    }
}

bool Analysis::finish(const Stop& pause, const Stop& abandon) {
    diag::WorkingOn place(path_);
    try {
        const support::Stoppable stoppable(abandon);
        for (; step_ != Step::Done && !isAbandoned_; step_ = static_cast<Step>(static_cast<int>(step_) + 1)) {
            if (pause && pause())
                return false;
            check(step_);
        }
    } catch (const support::Stopped&) {
        isAbandoned_ = true;
    }
    return !isAbandoned_;
}

bool Analysis::evaluate(const std::function<void(session::Compilation&)>& work, const Stop& abandon) {
    if (!finish(nullptr, abandon) || hasErrors())
        return false;
    diag::WorkingOn place(path_);
    const support::Meanwhile apart(compilation_->sink, diag::Sink{});
    try {
        const support::Stoppable stoppable(abandon);
        work(*compilation_);
    } catch (const support::Stopped&) {
        isAbandoned_ = true;
    }
    return !isAbandoned_;
}

std::vector<diag::Diagnostic> Analysis::diagnostics() const { return compilation_->sink.sorted(); }

} // namespace stackc::ide
