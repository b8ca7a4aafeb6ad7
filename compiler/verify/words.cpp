#include "verify/words.h"

#include "session/secrets.h"
#include "text/regex.h"
#include "verify/matching_text.h"

#include <algorithm>
#include <set>
#include <tuple>

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

/// The library's expressions that decide, but for those within others; sorted.
std::vector<core::Span> decidingIn(const std::vector<coverage::Branch>& branches) {
    std::vector<core::Span> spans;
    for (const coverage::Branch& branch : branches)
        if (branch.inLibrary.valid())
            spans.push_back(branch.inLibrary);
    std::ranges::sort(spans, {}, [](core::Span span) { return std::tuple(span.file, span.begin, ~span.end); });
    std::vector<core::Span> outer;
    for (core::Span span : spans)
        if (outer.empty() || !outer.back().covers(span))
            outer.push_back(span);
    return outer;
}

void addMatching(const std::string& pattern, Random& random, std::set<std::string>& texts) {
    constexpr size_t tries = 12, few = 3;
    for (size_t i = 0, found = 0; i < tries && found < few; ++i)
        if (std::string made = matchingText(pattern, random); !made.empty() && text::matches(pattern, made))
            found += texts.insert(std::move(made)).second ? 1 : 0;
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

std::vector<std::string> decidingTexts(const core::Program& program, const std::vector<coverage::Branch>& branches,
                                       Random& random) {
    const std::vector<core::Span> deciding = decidingIn(branches);
    // What lies in one of them counts as equal to it.
    auto isBefore = [](core::Span one, core::Span other) {
        return one.file != other.file ? one.file < other.file : one.end <= other.begin;
    };
    std::set<std::string> texts;
    for (const core::Expr& expr : program.exprs) {
        if (!std::ranges::binary_search(deciding, expr.span, isBefore))
            continue;
        const auto* prim = std::get_if<core::PrimExpr>(&expr.node);
        for (core::ExprId operand : prim != nullptr ? prim->args : std::vector<core::ExprId>())
            if (const std::string* text = textOf(program, operand); text != nullptr && prim->op != core::Op::Matches)
                texts.insert(*text);
            else if (text != nullptr)
                addMatching(*text, random, texts);
    }
    return {texts.begin(), texts.end()};
}

} // namespace stackc::verify
