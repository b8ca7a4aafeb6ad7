#include "ide/completion.h"

#include "core/builtins.h"
#include "ide/checked_at.h"
#include "ide/completion_items.h"
#include "ide/completion_texts.h"
#include "ide/lexical.h"
#include "ide/words.h"
#include "sema/names/probe.h"
#include "testing/check_tests.h"

#include <algorithm>

namespace stackc::ide {

namespace {

using Place = sema::Probe::Place;
using sema::EntityKind;

int rankOf(const sema::Entity& entity, const sema::Probe& probe, const core::Program& program) {
    if (probe.place != Place::Value)
        return 1;
    bool isLocal = entity.kind == EntityKind::Variable || entity.kind == EntityKind::Parameter;
    bool fits = probe.type.valid() && entity.type.valid() && program.types.same(probe.type, entity.type);
    if (isLocal || fits)
        return fits ? 1 : 2;
    return entity.declared.valid() && program.isAuthors(entity.declared) ? 3 : 4;
}

/// A file beside the stack may be called what no import can say.
bool isSayable(const sema::Entity& entity) { return entity.kind != EntityKind::Module || isName(entity.name); }

void addOffers(Items& items) {
    const sema::Probe& probe = items.in().probe();
    for (const sema::Offer& offer : probe.offers)
        if (sema::isOffered(offer.entity.kind, probe.place) && isSayable(offer.entity))
            items.entity(offer.entity, rankOf(offer.entity, probe, items.in().compilation.program),
                         offer.isCall && probe.place != Place::Target);
}

bool isArm(Form form) { return form == Form::Arm || form == Form::Case; }

/// The name before the point that the name at the cursor follows, if it is all there is: `parts.x`.
std::string moduleBefore(const ProbeText& text) {
    if (text.before != '.')
        return "";
    const std::vector<syntax::Token> tokens = tokensOf(std::string_view(text.text).substr(0, text.begin));
    auto kindAt = [&](size_t back) {
        return tokens.size() > back ? tokens[tokens.size() - 1 - back].kind : syntax::TokenKind::END;
    };
    bool isAlone =
        kindAt(0) == syntax::TokenKind::DOT && syntax::isName(kindAt(1)) && kindAt(2) != syntax::TokenKind::DOT;
    if (!isAlone)
        return "";
    const syntax::Token& name = tokens[tokens.size() - 2];
    return text.text.substr(name.begin, name.end - name.begin);
}

void addPlace(Items& items, const Analysis& analysis, source::FileId file) {
    const sema::Probe& probe = items.in().probe();
    switch (probe.place) {
    case Place::Value:
        addCases(items, probe.type, CaseIn::Value);
        addOffers(items);
        for (const core::Builtin& one : core::builtins())
            if (one.signature.find('(') != std::string_view::npos && one.name.find('.') == std::string_view::npos)
                items.entity({EntityKind::Builtin, std::string(one.name), {}, {}}, 5, true);
        return addValues(items, analysis, file);
    case Place::Member:
        return addMembers(items, probe.type);
    case Place::Key:
        return addKeys(items, probe.type, keysBeside(items.in().text));
    case Place::Case:
        return addCases(items, probe.type, isArm(items.in().text.form) ? CaseIn::Arm : CaseIn::Is);
    case Place::Type:
        addOffers(items);
        return addTypes(items, analysis, file);
    case Place::Kind:
        addOffers(items);
        items.entity({EntityKind::Builtin, "Manifest", {}, {}}, 1);
        return addKinds(items, analysis, file);
    case Place::Component:
        addOffers(items);
        return addValues(items, analysis, file);
    case Place::None:
        if (items.in().text.following.last == syntax::TokenKind::INCLUDE)
            addIncludable(items, analysis, file);
        else if (std::string module = moduleBefore(items.in().text); !module.empty())
            addExportsOf(items, analysis, file, module);
        return;
    default:
        return addOffers(items);
    }
}

/// The checker doesn't look into the expectations of tests, where names stand for other things.
void addExpected(Items& items) {
    const testing::Candidates found = testing::candidatesFor(items.in().compilation, probeName);
    addMembers(items, found.object);
    addValueKeys(items, found.values);
    for (const std::string& name : found.names)
        items.add({.kind = CompletionItem::Kind::Variable, .label = name, .rank = 1});
    for (const std::string& name : found.calls)
        items.call(name, 2);
    if (!found.calls.empty())
        items.words({"not", "none", "true", "false", "if", "let"});
    if (found.isCase)
        items.words({"none"}, 0);
    if (found.isBegin)
        items.words({"refused", "snapshot"}, 1);
}

} // namespace

Completions completion(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    auto text = probeText(analysis, file, offset);
    if (!text)
        return {{file, offset, offset}, {}};
    Completions result{text->replaced, {}};
    if (auto items = text->isText ? namesInText(analysis, file, *text) : std::nullopt) {
        result.items = std::move(*items);
        return result;
    }
    if (const auto words = text->isText ? std::nullopt : wordsAlone(*text)) {
        for (const std::string& word : *words)
            result.items.push_back({.kind = CompletionItem::Kind::Keyword, .label = word, .insert = word});
        std::sort(result.items.begin(), result.items.end(),
                  [](const CompletionItem& a, const CompletionItem& b) { return a.label < b.label; });
        return result;
    }
    auto compilation = checkedAt(analysis, file, *text);
    if (!compilation)
        return result;
    CheckedTrees trees(*compilation->files);
    const Declarations declarations([&](FileId wanted) -> const syntax::Module& { return trees(wanted); });
    const Known known{compilation->sources, compilation->program, compilation->library, declarations};
    const Probed probed{*text, *compilation, known};
    Items items(probed);
    if (probed.probe().place == Place::None && text->isText)
        if (auto resources = resourcesInText(*compilation, *text); !resources.empty()) {
            result.items = std::move(resources);
            return result;
        }
    if (probed.probe().place == Place::None && text->form != Form::Start)
        addExpected(items);
    addPlace(items, analysis, file);
    addWords(items);
    result.items = text->isText ? inText(items.take()) : items.take();
    return result;
}

} // namespace stackc::ide
