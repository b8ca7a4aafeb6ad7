#include "verify/words.h"

#include "session/secrets.h"

#include <set>

namespace stackc::verify {

namespace {

const std::string* textOf(const core::Program& program, core::ExprId id) {
    const auto* literal = std::get_if<core::Literal>(&program[id].node);
    return literal != nullptr && literal->kind == core::Literal::Kind::String ? &literal->text : nullptr;
}

/// The version, and those of the range beside it.
void addVersions(const kube::VersionRange& range, const std::string& text, std::set<std::string>& versions) {
    auto version = kube::Version::parse(text);
    if (!version)
        return;
    for (uint32_t minor : {version->minor - 1, version->minor})
        if (kube::Version near{version->major, minor, 0, ""}; range.admits(near))
            versions.insert(near.text());
}

} // namespace

Words wordsOf(session::Compilation& compilation) {
    const core::Program& program = compilation.program;
    const std::set<std::string> secrets = session::secretTexts(compilation);
    constexpr size_t longest = 200;
    std::set<std::string> texts, apis, versions;
    std::set<int64_t> numbers;
    const kube::VersionRange& range = program.chart.kubeRange;
    versions.insert(range.typical().text());
    for (const core::Expr& expr : program.exprs) {
        if (const auto* literal = std::get_if<core::Literal>(&expr.node); literal && program.isAuthors(expr.span)) {
            bool isSecret =
                program.types[expr.type].kind == core::TypeKind::Sensitive || secrets.contains(literal->text);
            if (literal->kind == core::Literal::Kind::String && literal->text.size() < longest && !isSecret)
                texts.insert(literal->text);
            if (literal->kind == core::Literal::Kind::Int)
                for (int64_t near : {literal->integer - 1, literal->integer, literal->integer + 1})
                    numbers.insert(near);
        }
        const auto* prim = std::get_if<core::PrimExpr>(&expr.node);
        const std::string* text = prim && !prim->args.empty() ? textOf(program, prim->args[0]) : nullptr;
        if (text != nullptr && prim->op == core::Op::ApiHas)
            apis.insert(*text);
        if (text != nullptr && prim->op == core::Op::KubeAtLeast)
            addVersions(range, *text, versions);
    }
    return {{texts.begin(), texts.end()},
            {numbers.begin(), numbers.end()},
            {apis.begin(), apis.end()},
            {versions.begin(), versions.end()}};
}

} // namespace stackc::verify
