#include "testing/check_tests.h"

#include "support/meanwhile.h"
#include "syntax/parser.h"
#include "testing/test_check.h"

namespace stackc::testing {

namespace {

void check(session::Compilation& compilation, Findings& findings) {
    if (compilation.program.tests.empty())
        return;
    const TestKinds kinds(compilation);
    for (const core::Test& test : compilation.program.tests) {
        const syntax::Module& module = treeOf(compilation, test.span.file);
        checkTest(compilation, kinds, module, std::get<syntax::TestDecl>(module.decls[test.decl].node), findings);
    }
}

} // namespace

const syntax::Module& treeOf(session::Compilation& compilation, source::FileId file) {
    sema::Trees& trees = compilation.files->trees;
    auto known = trees.find(file);
    if (known == trees.end()) {
        diag::Sink ignored; // it was read before
        auto tree = std::make_shared<syntax::Module>(syntax::parse(compilation.sources, file, ignored));
        known = trees.emplace(file, std::move(tree)).first;
    }
    return *known->second;
}

ExprFacts checkTests(session::Compilation& compilation) {
    Findings found;
    check(compilation, found);
    return std::move(found.facts);
}

TestNames namesOf(session::Compilation& compilation) {
    const support::Meanwhile apart(compilation.sink, diag::Sink{});
    Findings found;
    check(compilation, found);
    core::TypeTable& types = compilation.program.types;
    for (FieldName& name : found.names.fields) {
        name.objectType = types.native(name.object);
        if (auto field = compilation.library.type(name.object).fields.find(compilation.sources.text(name.span)))
            name.type = types.native(field->type);
    }
    return std::move(found.names);
}

Candidates candidatesFor(session::Compilation& compilation, std::string_view name) {
    const support::Meanwhile apart(compilation.sink, diag::Sink{});
    Findings found{{}, name};
    check(compilation, found);
    return std::move(found.candidates);
}

} // namespace stackc::testing
