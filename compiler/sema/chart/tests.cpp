#include "sema/chart/tests.h"

#include "diag/suggest.h"
#include "sema/chart/environments.h"
#include "sema/names/modules.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "text/utf8.h"

#include <fmt/format.h>
#include <set>
#include <utility>

namespace stackc::sema {

std::vector<uint32_t> loadTests(Checking& in) {
    std::vector<uint32_t> loaded;
    for (source::FileId file : in.loader.testFiles()) {
        uint32_t module = addModule(in, std::string(in.sources.path(file)), file);
        loaded.push_back(module);
        for (const ast::Decl& decl : in.modules[module].tree->decls) {
            bool isTest = std::holds_alternative<ast::TestDecl>(decl.node) ||
                          std::holds_alternative<ast::ImportDecl>(decl.node) ||
                          std::holds_alternative<ast::ErrorDecl>(decl.node);
            if (!isTest)
                in.sink.report(Code::E1022, decl.span, "this declaration")
                    .suggest("it holds `test` and `import`; what the chart declares is known in it");
        }
        const ModuleInfo& main = in.modules[0];
        ModuleInfo& tests = in.modules[module];
        tests.names.insert(main.names.begin(), main.names.end());
        tests.resources.insert(main.resources.begin(), main.resources.end());
        tests.modules.insert(main.modules.begin(), main.modules.end());
        tests.natives.insert(main.natives.begin(), main.natives.end());
    }
    return loaded;
}

namespace {

/// The environment that a test is given. It amends one of the chart's, or the defaults.
core::Environment givenTo(Checking& in, const ast::GivenStmt& stmt, Span span) {
    core::Environment env;
    ExprId base = in.program.defaults;
    if (stmt.environment) {
        std::vector<std::string> names;
        const core::Environment* parent = nullptr;
        for (const core::Environment& one : in.program.environments) {
            names.push_back(one.name);
            if (one.name == stmt.environment->text)
                parent = &one;
        }
        if (isProbe(in, *stmt.environment))
            probeOneOf(in, *stmt.environment, Probe::Place::Exported, EntityKind::Environment, names);
        if (parent == nullptr) {
            in.sink.report(Code::E2021, stmt.environment->span, stmt.environment->text)
                .suggest(diag::nearestOf(stmt.environment->text, names));
        } else {
            note(in, *stmt.environment, EntityKind::Environment, parent->span);
            env = *parent;
            base = parent->values;
        }
    }
    env.assignments.clear();
    env.doc.clear();
    env.span = span;
    environmentBlock(in, env, stmt.block, base, [&](const ast::PartEntry& part, PathTree&) {
        in.sink.report(Code::E3030, part.name.span, "a service or a backend", "what a test is given")
            .suggest("a test is given `values { … }`, `release`, `namespace` and `cluster { … }`");
    });
    return env;
}

/// What a test is given, and where that is said; the test's name, where nothing is.
std::pair<ast::GivenStmt, Span> givenOf(Checking& in, const ast::TestDecl& decl) {
    std::pair<ast::GivenStmt, Span> given{{}, decl.name.span};
    bool isThere = false;
    for (ast::StmtId stmt : in.tree()[decl.body].stmts) {
        const auto* node = std::get_if<ast::GivenStmt>(&in.tree()[stmt].node);
        if (node == nullptr)
            continue;
        if (isThere)
            in.sink.report(Code::E2015, in.tree()[stmt].span, "given").note(given.second, "first declared here");
        else
            given = {*node, in.tree()[stmt].span};
        isThere = true;
    }
    return given;
}

/// The cases as they are written out; reported where they are not.
std::vector<ast::ExprId> casesOf(Checking& in, const ast::TestDecl& decl) {
    std::vector<ast::ExprId> cases;
    const auto* list = std::get_if<ast::ListExpr>(&in.tree()[decl.cases].node);
    bool isWritten = list != nullptr && !decl.pattern->second;
    for (ast::ItemId item : isWritten ? list->items : std::vector<ast::ItemId>()) {
        const auto* value = std::get_if<ast::ValueItem>(&in.tree()[item].node);
        isWritten = isWritten && value != nullptr;
        if (isWritten)
            cases.push_back(value->value);
    }
    if (isWritten) {
        if (cases.empty())
            in.sink.report(Code::E3089, in.tree()[decl.cases].span, "without cases is never run")
                .suggest("`for x in [a, b]` has two");
        return cases;
    }
    in.sink.report(Code::E3089, in.tree()[decl.cases].span, "goes through cases that are written out")
        .suggest("`for x in [a, b]`");
    return {};
}

/// What a case says that it is called: `{ case = "two nodes", … }`.
const std::string* calledCase(Checking& in, ast::ExprId value) {
    const auto* block = std::get_if<ast::BlockExpr>(&in.tree()[value].node);
    for (ast::EntryId entry : block != nullptr ? in.tree()[block->block].entries : std::vector<ast::EntryId>()) {
        const auto* assign = std::get_if<ast::AssignEntry>(&in.tree()[entry].node);
        bool isCase =
            assign != nullptr && assign->target.steps.size() == 1 && assign->target.steps[0].name.text == "case";
        const auto* text = isCase ? std::get_if<ast::StringLit>(&in.tree()[assign->value].node) : nullptr;
        if (text != nullptr && text->isPlainText())
            return &text->plainText();
    }
    return nullptr;
}

/// `n = 3`: on one line, and cut where it is long.
std::string labelOf(const std::string& name, std::string_view value) {
    constexpr size_t longest = 60;
    std::string label = name + " =";
    bool isBlank = true;
    for (char c : value) {
        bool isSpace = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!isSpace)
            label += isBlank ? std::string{' ', c} : std::string{c};
        isBlank = isSpace;
    }
    return text::shortened(label, longest);
}

void test(Checking& in, uint32_t module, ast::DeclId id, const ast::TestDecl& decl) {
    EnvScope scope(in, module);
    for (const core::Test& other : in.program.tests)
        if (other.name == decl.name.text) {
            in.sink.report(Code::E2027, decl.name.span, decl.name.text).note(other.span, "first declared here");
            return;
        }
    const auto [given, span] = givenOf(in, decl);
    core::Test result{decl.name.text, decl.name.span, id.index, {}};
    if (!decl.pattern) {
        result.cases.push_back({"", givenTo(in, given, span), 0});
        result.cases.back().given.name = result.name;
    }
    std::set<std::string> labels;
    std::vector<ast::ExprId> cases = decl.pattern ? casesOf(in, decl) : std::vector<ast::ExprId>();
    if (!cases.empty())
        note(in, decl.pattern->first, EntityKind::Variable, decl.pattern->first.span);
    for (uint32_t i = 0; i < cases.size(); ++i) {
        in.env.testCase = CaseName{decl.pattern->first.text, cases[i], decl.pattern->first.span};
        const std::string* called = calledCase(in, cases[i]);
        std::string label =
            called != nullptr ? *called : labelOf(decl.pattern->first.text, in.sources.text(in.tree()[cases[i]].span));
        if (!labels.insert(label).second)
            label += fmt::format(" #{}", i + 1);
        core::Environment environment = givenTo(in, given, span);
        environment.name = fmt::format("{} [{}]", result.name, label);
        result.cases.push_back({std::move(label), std::move(environment), i});
    }
    in.program.tests.push_back(std::move(result));
}

} // namespace

void tests(Checking& in, const std::vector<uint32_t>& modules) {
    std::vector<uint32_t> all{0};
    all.insert(all.end(), modules.begin(), modules.end());
    for (uint32_t module : all) {
        const ast::Module& tree = *in.modules[module].tree;
        for (uint32_t i = 0; i < tree.decls.size(); ++i)
            if (const auto* node = std::get_if<ast::TestDecl>(&tree.decls[i].node))
                test(in, module, ast::DeclId{i}, *node);
    }
}

} // namespace stackc::sema
