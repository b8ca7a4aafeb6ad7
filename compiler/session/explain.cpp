#include "session/explain.h"

#include "core/declared.h"
#include "diag/suggest.h"
#include "diag/working_on.h"
#include "inspect/default_place.h"
#include "inspect/value_path.h"
#include "session/defaults.h"
#include "session/each_chart.h"
#include "session/parts.h"
#include "session/resolve.h"
#include "session/secrets.h"
#include "session/user_values.h"
#include "session/value_layers.h"
#include "values/encode.h"
#include "values/secrets.h"

#include <algorithm>
#include <deque>
#include <nlohmann/json.hpp>

namespace stackc::session {

namespace {

/// The chart that a place of the outermost values is of, and the place in its own.
const Compilation& chartOf(const Compilation& chart, std::string& path) {
    for (size_t i = 0; i < chart.parts.size(); ++i) {
        const std::string& alias = chart.program.includes[i].alias;
        if (path.starts_with(alias + ".")) {
            path.erase(0, alias.size() + 1);
            return chartOf(*chart.parts[i], path);
        }
    }
    return chart;
}

/// Where values are declared that the fields name.
void addDeclarations(const Compilation& compilation, inspect::ExplainedFields& explained) {
    for (const inspect::ExplainedField& one : explained.fields)
        for (const inspect::FieldForm& form : one.field.forms)
            for (const std::set<std::string>* paths : {&form.values, &form.conditions})
                for (const std::string& path : *paths) {
                    std::string own = path;
                    const Compilation& chart = chartOf(compilation, own);
                    explained.declarations[path] = inspect::defaultAt(chart.program, own);
                }
}

std::string whereOf(const core::Environment* environment) {
    return environment != nullptr ? "in " + environment->name : "by default";
}

/// What the types of the chart, and of those that it includes and that are on, refuse of its values.
void addRefused(Compilation& chart, const Json& given, const std::string& place, values::Errors& refused) {
    ir::NodeRef decoded = nullptr;
    for (values::Error& error : decodeValues(chart, given, decoded)) {
        error.message = place + error.message;
        refused.push_back(std::move(error));
    }
    for (size_t i = 0; i < chart.parts.size(); ++i)
        if (const core::Include& include = chart.program.includes[i]; holds(include.condition, given))
            addRefused(*chart.parts[i], partValues(given, include.alias, *chart.parts[i]), place + include.alias + ".",
                       refused);
}

/// Reports what is refused of what the inputs give, which make `user` on the environment; what is lacking without them
/// is no fault of theirs.
void checkInputs(Compilation& compilation, const core::Environment* environment, const Json& user) {
    values::Errors before, after;
    addRefused(compilation,
               valuesOf(compilation, environment != nullptr ? compilation.overlay(*environment) : Json::object()), "",
               before);
    addRefused(compilation, valuesOf(compilation, user), "", after);
    for (const values::Error& error : after) {
        if (std::ranges::find(before, error.message, &values::Error::message) != before.end())
            continue;
        auto report = compilation.sink.report(diag::Code::E4012, {}, error.message);
        if (!error.suggestion.empty())
            report.suggest(error.suggestion);
    }
}

std::string nameOf(const ir::Document& document) {
    ir::NodeRef name = ir::valueAt(document.object, {"metadata", "name"});
    return name != nullptr ? ir::unshared(name)->text : document.name;
}

/// The way to the field, and what it is a field of.
compare::Steps stepsOf(const inspect::Field& field) {
    return field.path.empty() ? compare::Steps() : core::splitPath(field.path);
}
compare::KindOf kindOf(const inspect::Field& field) {
    return {kube::groupOf(field.document->apiVersion), field.document->kind};
}

/// Of a field that nobody may see, its forms show no more than which value they are.
void hideForms(const compare::SecretFields& secrets, inspect::Field& field) {
    if (!compare::isSecret(secrets, kindOf(field), stepsOf(field)))
        return;
    for (inspect::FieldForm& form : field.forms) {
        bool isValue = std::ranges::any_of(
            form.values, [&](const std::string& path) { return form.value == "{values." + path + "}"; });
        bool hasFields = form.value.ends_with("…}") || form.value.ends_with("…]");
        if (!isValue && !hasFields)
            form.value = values::hiddenText;
    }
}

/// What the field is in a release.
void addEffective(const Release& release, const compare::SecretFields& secrets, inspect::ExplainedField& explained) {
    std::vector<std::pair<std::string, Json>> found;
    const inspect::Field& field = explained.field;
    auto isMeant = [&field](const ir::Document& document) {
        return document.origin == field.document->origin && document.kind == field.document->kind &&
               (field.name.empty() || field.name == nameOf(document));
    };
    for (const ir::Package& package : release.packages)
        for (const ir::Document& document : package.documents)
            if (isMeant(document))
                if (ir::NodeRef value = inspect::knownAt(document.object, field.way))
                    found.emplace_back(nameOf(document), compare::withoutSecrets(secrets, kindOf(field), stepsOf(field),
                                                                                 values::plainJson(value)));
    explained.isKnown = explained.field.isFixed;
    if (!explained.isKnown || found.empty())
        return;
    Json all = found.front().second;
    if (found.size() > 1) {
        all = Json::object();
        for (auto& [name, value] : found)
            all[name] = std::move(value);
    }
    explained.effective = all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::optional<inspect::ExplainedValue> explainValue(Compilation& compilation, const core::Environment* environment,
                                                    const Inputs& inputs, const std::string& path, std::string& hint) {
    diag::WorkingOn place("values." + path);
    if (!isReady(compilation))
        return std::nullopt;
    std::string own = path;
    const Compilation& chart = chartOf(compilation, own);
    core::Declared declared = core::declaredAt(chart.program, own);
    inspect::ExplainedValue explained;
    explained.path = path;
    if (declared.type.valid())
        explained.type = chart.program.types.show(declared.type);
    explained.doc = docOf(chart.program, own);
    explained.where = whereOf(environment);
    const std::optional<Json> user = userValues(compilation, environment, inputs);
    if (!user || !addLayers(compilation, environment, inputs, *user, explained))
        return std::nullopt;
    if (inputs.haveValues())
        checkInputs(compilation, environment, *user);
    if (!declared.type.valid() && !explained.effective) {
        hint = hintOf(chart.program, path.substr(0, path.size() - own.size()), own);
        return std::nullopt;
    }
    eachChart(compilation, [&](const inspect::LateChart& late, const Standing&, Compilation&) {
        inspect::addReached(late, explained.path, explained.reached);
    });
    return explained;
}

std::optional<inspect::ExplainedFields> explainFields(Compilation& compilation, const core::Environment* environment,
                                                      const Inputs& inputs, const std::string& query,
                                                      inspect::NoField& missed) {
    diag::WorkingOn place(query);
    if (!isReady(compilation))
        return std::nullopt;
    std::deque<ir::Package> packages; // fields refer to their documents
    inspect::ExplainedFields explained;
    std::vector<inspect::Field> fields;
    eachChart(compilation, [&](const inspect::LateChart& late, const Standing&, Compilation&) {
        packages.push_back(*late.package);
        inspect::LateChart kept = late;
        kept.package = &packages.back();
        inspect::addFields(kept, query, fields, missed);
    });
    if (fields.empty())
        return std::nullopt;
    const compare::SecretFields secrets = secretFields(compilation);
    for (inspect::Field& field : fields) {
        hideForms(secrets, field);
        explained.fields.push_back({std::move(field), false, {}});
    }
    explained.where = whereOf(environment);
    std::string missing = environment == nullptr && !inputs.haveValues() ? missingDefaults(compilation) : "";
    if (missing.empty()) {
        Inputs own = inputs;
        own.skipExternal = true;
        Release release = resolve(compilation, environment, own, false, Unmade::Told);
        if (compilation.sink.hasErrors())
            return std::nullopt;
        for (inspect::ExplainedField& field : explained.fields)
            addEffective(release, secrets, field);
    } else {
        explained.unknown = "what it is by default is not known: " + missing;
    }
    addDeclarations(compilation, explained);
    return explained;
}

} // namespace stackc::session
