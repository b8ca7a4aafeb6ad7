#include "testing/run.h"

#include "diag/working_on.h"
#include "emit/manifests.h"
#include "ir/node.h"
#include "kube/library.h"
#include "session/check.h"
#include "session/crds.h"
#include "session/identity.h"
#include "session/resolve.h"
#include "session/secrets.h"
#include "support/meanwhile.h"
#include "testing/check_tests.h"
#include "testing/diagram.h"
#include "testing/expectation.h"
#include "testing/snapshots.h"
#include "text/yaml_reader.h"
#include "text/yaml_stream.h"
#include "values/secrets.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace stackc::testing {

namespace {

/// Why nothing comes out of what a case is given.
struct Refusal {
    std::string why;
    std::string help; ///< may be empty
    source::Span at;  ///< in the test: what is refused
};

/// What a case is given makes.
struct Made {
    std::vector<Refusal> refusals; ///< why there is nothing
    std::string stream;            ///< the manifests
    Value given;
    World world;
};

/// The message without the name of the environment, which is that of the case.
std::string reasonOf(const diag::Diagnostic& found, const core::Environment& given) {
    const std::string prefix = fmt::format("environment `{}`: ", given.name);
    return found.message.starts_with(prefix) ? found.message.substr(prefix.size()) : found.message;
}

std::vector<Value> resourcesOf(std::string_view stream, const compare::SecretFields& secrets) {
    std::vector<Value> resources;
    for (std::string_view document : text::documentsIn(stream)) {
        Json object;
        text::YamlError error;
        if (text::readYaml(document, object, error) && object.is_object()) {
            const std::string group(kube::groupOf(object.value("apiVersion", "")));
            const std::string kind = object.value("kind", "");
            Json seen = compare::withoutSecrets(secrets, {group, kind}, {}, object);
            resources.push_back(valueOf(std::move(object), std::move(seen)));
        }
    }
    return resources;
}

Made make(session::Compilation& compilation, const session::ReleaseCrds& crds, const compare::SecretFields& secrets,
          const core::Environment& given, size_t number, Taken* taken) {
    diag::WorkingOn place("the test " + given.name);
    const support::Meanwhile apart(compilation.sink, diag::Sink{});
    Made made;
    session::Inputs inputs;
    inputs.skipExternal = true;
    session::Keep keep = taken != nullptr ? session::Keep::WaysToo : session::Keep::Packages;
    session::Release release = session::resolve(compilation, &given, inputs, false, session::Unmade::Told, keep);
    for (size_t i = 0; taken != nullptr && i < release.ways.size(); ++i)
        (*taken)[release.charts[i]].emplace(number, std::move(release.ways[i]));
    for (const diag::Diagnostic& found : compilation.sink.sorted())
        if (found.severity == diag::Severity::error)
            made.refusals.push_back({reasonOf(found, given), found.suggestion, found.span});
    if (made.refusals.empty()) {
        made.stream = emit::emitManifestStream(release.packages, crds.of(release.charts), release.missing);
        made.world.resources = resourcesOf(made.stream, secrets);
        Json all = Json::array();
        Json seen = Json::array();
        for (const Value& one : made.world.resources) {
            all.push_back(*one.data);
            seen.push_back(seenOf(one));
        }
        made.world.all = valueOf(std::move(all), std::move(seen));
        if (ir::NodeRef notes = release.packages.front().notes; notes != nullptr)
            made.world.notes = valueOf(notes->text);
    }
    const core::Program& program = compilation.program;
    Json values = compilation.environmentValues(given);
    Json seen = values::withoutSecrets(program.types, program.valuesType, values);
    made.world.values = valueOf(std::move(values), std::move(seen));
    const core::ChartInfo& chart = compilation.program.chart;
    const session::Identity identity = session::identityOf(chart, &given, inputs);
    made.world.release =
        valueOf({{"name", identity.name}, {"namespace", identity.ns}, {"service", inputs.releaseService}});
    made.given = valueOf({{"release", identity.name},
                          {"namespace", identity.ns},
                          {"kubeVersion", identity.kubeVersion},
                          {"apis", identity.apis},
                          {"values", compilation.overlay(given)}});
    made.world.chart = valueOf({{"name", chart.name}, {"version", chart.version}, {"appVersion", chart.appVersion}});
    return made;
}

/// One case of a test.
class CaseRun {
public:
    CaseRun(const session::Compilation& compilation, const ast::Module& module, const Made& made, Snapshots& snapshots,
            std::optional<CaseOf> testCase, const ExprFacts& facts, Result& result)
        : sources_(compilation.sources), module_(module), made_(made), snapshots_(snapshots),
          case_(std::move(testCase)), evaluator_(module, made.world, case_, facts), result_(result) {}

    void run(const ast::TestDecl& test) {
        bool isRefusalWanted = wantsRefusal(test.body);
        if (made_.refusals.empty() || isRefusalWanted)
            return body(test.body, {});
        for (const Refusal& refusal : made_.refusals)
            refused(refusal, placeOf(test, refusal));
    }

private:
    static std::string joined(const std::vector<Refusal>& refusals) {
        std::string text;
        for (const Refusal& refusal : refusals)
            text += refusal.why + "\n";
        return text;
    }

    /// In what the test is given, or in its cases; its name where the refusal has no place there.
    source::Span placeOf(const ast::TestDecl& test, const Refusal& refusal) const {
        auto isIn = [&](source::Span whole) { return whole.covers(refusal.at) && whole != refusal.at; };
        bool isOfCase = test.cases.valid() && isIn(module_[test.cases].span);
        bool isGiven = std::ranges::any_of(module_[test.body].stmts, [&](ast::StmtId stmt) {
            return std::holds_alternative<ast::GivenStmt>(module_[stmt].node) && isIn(module_[stmt].span);
        });
        return isOfCase || isGiven ? refusal.at : result_.span;
    }

    /// All that is refused at one place is one failure.
    void refused(const Refusal& refusal, source::Span at) {
        auto known = std::ranges::find(result_.failures, at, &Failure::span);
        if (known == result_.failures.end())
            known = result_.failures.insert(known, {at, "what is given is refused", ""});
        known->detail += refusal.why + "\n";
        if (at != result_.span && !refusal.help.empty())
            known->detail += fmt::format("help: {}\n", refusal.help);
    }

    bool isNamed(ast::ExprId id, std::string_view name) const {
        const auto* ref = std::get_if<ast::NameRef>(&module_[id].node);
        return ref != nullptr && ref->name.text == name;
    }

    bool wantsRefusal(ast::BodyId id) const {
        return std::any_of(module_[id].stmts.begin(), module_[id].stmts.end(), [&](ast::StmtId stmt) {
            const auto* expect = std::get_if<ast::ExpectStmt>(&module_[stmt].node);
            return expect != nullptr && isNamed(expect->value, "refused");
        });
    }

    void body(ast::BodyId id, Scope scope) {
        for (ast::StmtId stmt : module_[id].stmts) {
            const auto& node = module_[stmt].node;
            if (const auto* expect = std::get_if<ast::ExpectStmt>(&node)) {
                expectation(*expect, module_[stmt].span, scope);
            } else if (const auto* let = std::get_if<ast::LetDecl>(&node)) {
                Value value = evaluator_.evaluate(let->value, scope);
                if (value.isFault())
                    return failFault(value, module_[stmt].span, scope);
                scope.emplace_back(let->name.text, std::move(value));
            } else if (const auto* loop = std::get_if<ast::ForStmt>(&node)) {
                rounds(*loop, module_[stmt].span, scope);
            }
        }
    }

    void rounds(const ast::ForStmt& loop, source::Span span, const Scope& scope) {
        std::vector<Scope> inner;
        if (Value wrong = evaluator_.rounds(loop.pattern, loop.source, scope, inner); wrong.isFault())
            return failFault(wrong, module_[loop.source].span, scope);
        for (Scope& round : inner) {
            Value holds = loop.filter.valid() ? evaluator_.evaluate(loop.filter, round) : valueOf(true);
            if (holds.isFault())
                return failFault(holds, span, round);
            if (holds.isData() && *holds.data == true)
                body(loop.body, std::move(round));
        }
    }

    void expectation(const ast::ExpectStmt& expect, source::Span span, const Scope& scope) {
        if (isNamed(expect.value, "refused"))
            return refusal(expect, span, scope);
        if (!made_.refusals.empty())
            return fail(span, "what is given is refused: nothing comes out of it", joined(made_.refusals));
        const auto* call = std::get_if<ast::CallExpr>(&module_[expect.value].node);
        bool isOfPart = call != nullptr && isNamed(call->callee, "snapshot");
        if (isOfPart || isNamed(expect.value, "snapshot"))
            return snapshot(expect, isOfPart ? call->args[0].value : ast::ExprId{}, span, scope);
        Value value = evaluator_.evaluate(expect.value, scope);
        if (value.isFault())
            return failFault(value, span, scope);
        if (!value.isData() || !value.data->is_boolean())
            return fail(span, fmt::format("this is {}, and no truth", shown(value)), picture(span, scope));
        if (*value.data == false) {
            std::string shown = picture(span, scope); // of this evaluation
            fail(span, "this is not so", shown + differences(expect.value, scope));
        }
    }

    /// What stands behind `refused` or `snapshot`, "" where nothing does. Nothing if it is no text, which fails the
    /// case.
    std::optional<std::string> textOf(const ast::ExpectStmt& expect, source::Span span, const Scope& scope) {
        if (!expect.text.valid())
            return "";
        Value text = evaluator_.evaluate(expect.text, scope);
        if (text.isData() && text.data->is_string())
            return text.data->get<std::string>();
        const std::string isWanted = fmt::format("a text is wanted here, and there is {}", kindOf(text));
        if (text.isFault())
            failFault(text, span, scope);
        else
            fail(module_[expect.text].span, text.why.empty() ? isWanted : text.why, picture(span, scope));
        return std::nullopt;
    }

    void refusal(const ast::ExpectStmt& expect, source::Span span, const Scope& scope) {
        std::optional<std::string> wanted = textOf(expect, span, scope);
        if (!wanted)
            return;
        if (made_.refusals.empty())
            return fail(span, "what is given is taken, and not refused", diagram(sources_, span, {}));
        bool isSaid = std::any_of(made_.refusals.begin(), made_.refusals.end(), [&](const Refusal& refusal) {
            return refusal.why.find(*wanted) != std::string::npos;
        });
        if (!isSaid)
            fail(span, "what is given is refused with another message",
                 diagram(sources_, span, {}) + joined(made_.refusals));
    }

    void snapshot(const ast::ExpectStmt& expect, ast::ExprId part, source::Span span, const Scope& scope) {
        std::optional<std::string> text = textOf(expect, span, scope);
        if (!text)
            return;
        const std::string name = result_.name + (expect.text.valid() ? " " + *text : "");
        if (!part.valid())
            return snapshots_.hold(name, made_.stream, span, result_);
        Value value = evaluator_.evaluate(part, scope);
        if (value.isFault() || value.kind == Value::Kind::Missing)
            return failFault(value, span, scope);
        snapshots_.hold(name, written(value), span, result_);
    }

    std::string picture(source::Span span, const Scope& scope) {
        return names(span, scope) + diagram(sources_, span, evaluator_.parts());
    }

    /// The names in the span, and what they stand for.
    std::string names(source::Span span, const Scope& scope) const {
        std::set<std::string, std::less<>> words;
        std::string_view text = sources_.text(span);
        auto isOfWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
        for (size_t begin = 0; begin < text.size(); ++begin) {
            size_t end = begin;
            while (end < text.size() && isOfWord(text[end]))
                ++end;
            words.emplace(text.substr(begin, end - begin));
            begin = end;
        }
        std::string lines;
        for (const auto& [name, value] : scope)
            if (words.contains(name))
                lines += fmt::format("{} = {}\n", name, shown(value));
        return lines;
    }

    /// Of two texts or collections that should be equal, what differs, where that is more than a line.
    std::string differences(ast::ExprId id, const Scope& scope) {
        const auto* equals = std::get_if<ast::BinaryExpr>(&module_[id].node);
        if (equals == nullptr || equals->op != ast::BinaryOp::eq)
            return "";
        const Value wanted = evaluator_.evaluate(equals->rhs, scope);
        const std::string left = writtenSeen(inOrderOf(evaluator_.evaluate(equals->lhs, scope), wanted));
        const std::string right = writtenSeen(wanted);
        auto isLong = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n') > 1; };
        return isLong(left) || isLong(right) ? "expected -, there is +\n" + lineDifference(right, left) : "";
    }

    void failFault(const Value& value, source::Span span, const Scope& scope) {
        source::Span at = evaluator_.faultAt().valid() ? evaluator_.faultAt() : span;
        fail(at, value.why, picture(span, scope));
    }

    void fail(source::Span span, std::string message, std::string detail) {
        result_.failures.push_back({span, std::move(message), std::move(detail)});
    }

    const source::SourceManager& sources_;
    const ast::Module& module_;
    const Made& made_;
    Snapshots& snapshots_;
    std::optional<CaseOf> case_;
    Evaluator evaluator_;
    Result& result_;
};

/// What stands for the cases of enums and variants that are written there, as what a test is given was checked.
std::map<uint32_t, std::string> keysIn(const core::Program& program, source::Span span) {
    std::map<uint32_t, std::string> keys;
    for (const core::Expr& expr : program.exprs) {
        const auto* choice = std::get_if<core::EnumExpr>(&expr.node);
        const auto* variant = std::get_if<core::VariantExpr>(&expr.node);
        if (!span.covers(expr.span) || (choice == nullptr && variant == nullptr))
            continue;
        const core::Case& named =
            program.types[expr.type].cases[choice != nullptr ? choice->caseIndex : variant->caseIndex];
        if (!named.fromText)
            keys[expr.span.begin] = named.key; // what holds others is made last
    }
    return keys;
}

std::optional<CaseOf> caseOf(const core::Program& program, const ast::Module& module, const ast::TestDecl& test,
                             uint32_t index) {
    if (!test.pattern)
        return std::nullopt;
    const auto& list = std::get<ast::ListExpr>(module[test.cases].node);
    const ast::ExprId value = std::get<ast::ValueItem>(module[list.items[index]].node).value;
    return CaseOf{test.pattern->first.text, value, keysIn(program, module[value].span)};
}

} // namespace

Results run(session::Compilation& compilation, const Request& request) {
    Results results;
    if (compilation.sink.hasErrors() || !session::isSound(compilation) || !session::compileParts(compilation))
        return results;
    const ExprFacts facts = checkTests(compilation);
    if (compilation.sink.hasErrors())
        return results;
    const session::ReleaseCrds crds(compilation);
    if (compilation.sink.hasErrors())
        return results;
    const compare::SecretFields secrets = session::secretFields(compilation);
    Taken taken;
    taken[&compilation]; // also where no case gets so far
    const source::FileId main = compilation.program.chart.span.file;
    Snapshots snapshots(compilation.files->system, std::string(compilation.sources.path(main)), request.update,
                        request.ci);
    for (const core::Test& test : compilation.program.tests) {
        const ast::Module& module = treeOf(compilation, test.span.file);
        const auto& decl = std::get<ast::TestDecl>(module.decls[test.decl].node);
        for (const core::TestCase& one : test.cases) {
            if (one.given.name.find(request.filter) == std::string::npos)
                continue;
            const Made made =
                make(compilation, crds, secrets, one.given, results.cases.size(), request.coverage ? &taken : nullptr);
            Result& result = results.cases.emplace_back(Result{one.given.name, test.span, made.given});
            for (const Refusal& refusal : made.refusals)
                result.refusals.push_back(refusal.why);
            CaseRun(compilation, module, made, snapshots, caseOf(compilation.program, module, decl, one.index), facts,
                    result)
                .run(decl);
        }
    }
    results.written = snapshots.written();
    if (request.coverage)
        results.coverage = coverageOf(taken);
    if (request.filter.empty())
        (request.update ? results.removed : results.obsolete) = snapshots.obsolete(results.cases);
    return results;
}

} // namespace stackc::testing
