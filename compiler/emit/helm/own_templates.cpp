#include "emit/helm/own_templates.h"

#include "emit/helm/data_writers.h"
#include "text/amount_suffixes.h"
#include "values/amount.h"
#include "values/data_text.h"
#include "values/own_templates.h"
#include "values/url.h"

#include <fmt/format.h>
#include <utility>

namespace stackc::emit::helm {

namespace own = values::own_templates;

namespace {

constexpr std::string_view dataYaml = "data.yaml";
constexpr std::string_view dataJson = "data.json";

/// `e` of `e | toJson | trimAll "\""`.
ExprPtr bare(const ExprPtr& text) {
    bool isTrimmed = text->kind == ExprKind::Pipe && text->text == "trimAll";
    const ExprPtr& json = isTrimmed ? text->args.back() : text;
    return isTrimmed && json->kind == ExprKind::Pipe && json->text == "toJson" ? json->args.back() : text;
}

/// The digits of a quantity, which may be a number, times what its suffix stands for.
Body amountBody() {
    std::vector<ExprPtr> factors;
    for (const text::AmountSuffix& suffix : text::amountSuffixes) {
        factors.push_back(stringLiteral(std::string(suffix.text)));
        factors.push_back(stringLiteral(std::string(suffix.factor)));
    }
    ExprPtr text = variable("text"), digits = variable("digits");
    ExprPtr suffix = call("trimPrefix", {digits, text});
    ExprPtr factor = call("get", {call("dict", std::move(factors)), std::move(suffix)});
    ExprPtr given = pipe(pipe(root(), "toJson"), "trimAll", {stringLiteral("\"")});
    return {{Assign{0, "text",
                    call("regexReplaceAll", {stringLiteral(values::amountBeyond), std::move(given),
                                             stringLiteral(values::amountForBeyond)})}},
            {Assign{0, "digits", call("regexFind", {stringLiteral(values::amountDigits), std::move(text)})}},
            {Action{0, call("mulf", {std::move(digits), std::move(factor)})}}};
}

ExprPtr partOfUrl(ExprPtr url, const char* part) {
    return call("regexReplaceAll", {stringLiteral(values::urlParts), std::move(url), stringLiteral(part)});
}

/// The evaluator's text writer leaves the same keys plain.
Body yamlKeyBody() {
    ExprPtr isPlain = call("regexMatch", {stringLiteral(values::plainKeyForm), root()});
    ExprPtr isWord = call("regexMatch", {stringLiteral(values::wordsOfThatForm), root()});
    const Block quoted{Action{0, call("toRawJson", {root()})}};
    return {{If{.indent = 0, .branches = {{isWord, {quoted}}, {isPlain, {{Action{0, root()}}}}, {nullptr, {quoted}}}}}};
}

/// `true` where the condition holds.
Body trueIf(ExprPtr condition) {
    return {{If{.indent = 0, .branches = {{std::move(condition), {textLine(0, "true")}}}}}};
}

} // namespace

std::string OwnTemplates::nameOf(std::string_view own) const { return fmt::format("{}.{}", chart_, own); }

ExprPtr OwnTemplates::include(std::string_view own, ExprPtr argument) {
    asked_.insert(own);
    return call("include", {stringLiteral(nameOf(own)), std::move(argument)});
}

ExprPtr OwnTemplates::amount(ExprPtr quantity) { return include(own::amount, bare(quantity)); }

ExprPtr OwnTemplates::caseOf(ExprPtr variant) { return include(own::caseOf, std::move(variant)); }

ExprPtr OwnTemplates::isSet(ExprPtr value) { return include(own::isSet, std::move(value)); }

ExprPtr OwnTemplates::repeated(ExprPtr list) { return include(own::repeated, std::move(list)); }

ExprPtr OwnTemplates::urlHost(ExprPtr url) { return include(own::urlHost, std::move(url)); }

ExprPtr OwnTemplates::urlPort(ExprPtr url, ExprPtr otherwise) {
    return include(own::urlPort, call("dict", {stringLiteral("url"), std::move(url), stringLiteral("default"),
                                               std::move(otherwise)}));
}

ExprPtr OwnTemplates::yamlKey(ExprPtr key) { return include(own::yamlKey, std::move(key)); }

ExprPtr OwnTemplates::keptText(ExprPtr arguments) { return include(own::keptText, std::move(arguments)); }

ExprPtr OwnTemplates::data(core::TextFormat format, ExprPtr arguments) {
    return include(format == core::TextFormat::Yaml ? dataYaml : dataJson, std::move(arguments));
}

Body OwnTemplates::defines() const {
    Body all;
    auto add = [&](std::string_view own, const char* comment, bool boxed, Body body) {
        if (asked_.contains(own))
            all.push_back({Define{.name = nameOf(own), .comment = comment, .boxed = boxed, .body = std::move(body)}});
    };
    add(own::amount, "The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.", false, amountBody());
    add(own::caseOf, "The only key of a map; nothing where a text stands in its place.", false,
        {{If{.indent = 0,
             .branches = {{call("kindIs", {stringLiteral("map"), root()}),
                           {{Action{0, pipe(call("keys", {root()}), "first")}}}}}}}});
    add(own::urlHost, "The host of a URL.", false, {{Action{0, partOfUrl(root(), "${1}")}}});
    add(own::isSet, "Says `true` where something is given, be it 0; nothing for null and the empty text.", false,
        trueIf(negate(
            call("has", {call("toString", {root()}), call("list", {stringLiteral(""), stringLiteral("<nil>")})}))));
    add(own::repeated, "Says `true` where two elements of a list are equal, nothing where all differ.", false,
        trueIf(call("ne", {call("len", {root()}), call("len", {call("uniq", {root()})})})));
    add(own::urlPort, "The port of a URL. Takes `url`, and a `default` for one that has none.", true,
        {{Action{0, pipe(partOfUrl(field(box(), "url"), "${2}"), "default", {field(box(), "default")})}}});
    add(own::yamlKey, "A key as YAML has it: quoted where it would be something else without.", false, yamlKeyBody());
    return all;
}

std::string OwnTemplates::dataWriters() const {
    return (asked_.contains(dataYaml) ? yamlWriter(nameOf(dataYaml)) : "") +
           (asked_.contains(dataJson) ? jsonWriter(nameOf(dataJson)) : "");
}

std::string OwnTemplates::keeper() const {
    return asked_.contains(own::keptText) ? textKeeper(nameOf(own::keptText)) : "";
}

} // namespace stackc::emit::helm
