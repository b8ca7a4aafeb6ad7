#include "session/taken_out.h"

#include "core/declared.h"
#include "session/parts.h"
#include "values/decode.h"
#include "values/merge.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::session {

namespace {

/// What `over` takes out of `base`, each as its path and as what comes back if it isn't: a map with nothing else.
struct Taken {
    std::string path;
    Json back;
};

std::vector<Taken> takenOut(const Json& base, const Json& over, const std::string& path) {
    std::vector<Taken> found;
    for (const auto& [key, value] : over.items()) {
        auto before = base.find(key);
        if (before == base.end() || before->is_null())
            continue;
        std::string inner = values::joinPath(path, key);
        if (value.is_null())
            found.push_back({inner, {{key, *before}}});
        else if (before->is_object() && value.is_object())
            for (Taken& one : takenOut(*before, value, inner))
                found.push_back({one.path, {{key, std::move(one.back)}}});
    }
    return found;
}

bool isGlobalRead(const Compilation& part) {
    const core::Program& program = part.program;
    return program.types[program.valuesType].field("global") != nullptr;
}

/// Do the charts that `chart` includes get other values where its own are `made` than where they are `meant`?
bool differs(Compilation& chart, const Json& meant, const Json& made) {
    for (size_t i = 0; i < chart.parts.size(); ++i) {
        const core::Include& include = chart.program.includes[i];
        if (!holds(include.condition, meant))
            continue;
        Compilation& part = *chart.parts[i];
        const Json own = partValues(meant, include.alias, part);
        const Json other = partValues(made, include.alias, part);
        values::Errors ignored;
        bool isSame = values::decode(part.context(), own, ignored) == values::decode(part.context(), other, ignored);
        if (!isSame || differs(part, own, other))
            return true;
    }
    return false;
}

/// Helm lays the defaults of `global` below the aliases before it takes anything out, and leaves them there.
void nullsHere(Compilation& chart, const Json& user, const Json& given, values::Errors& errors) {
    auto over = user.find("global");
    auto base = chart.defaults().find("global");
    if (over == user.end() || !over->is_object() || base == chart.defaults().end() || !base->is_object())
        return;
    for (const Taken& taken : takenOut(*base, *over, "global")) {
        Json made = given;
        for (const core::Include& include : chart.program.includes) {
            Json& global = made[include.alias]["global"];
            global = values::mergeFiles(taken.back, global);
        }
        if (differs(chart, given, made))
            errors.push_back({taken.path,
                              taken.path + ": what `global` has by default can't be taken out where charts are "
                                           "included: Helm hands it to them all the same",
                              ""});
    }
}

/// Some Helms take no map that is laid over a null.
void nullsOver(const Json& outer, const Json& own, const std::string& path, values::Errors& errors) {
    if (!outer.is_object())
        return;
    if (!own.is_object())
        errors.push_back({path, path + ": expected a map, got " + own.type_name(), ""});
    for (auto item = own.begin(); own.is_object() && item != own.end(); ++item)
        if (auto found = outer.find(item.key()); found != outer.end() && (item->is_null() || item->is_object()))
            nullsOver(*found, *item, values::joinPath(path, item.key()), errors);
}

/// What users write as `global` below the aliases. `place`: "" or "a.b.".
void nullsBelow(Compilation& chart, const Json& user, const Json& given, const std::string& place,
                values::Errors& errors) {
    for (size_t i = 0; i < chart.parts.size(); ++i) {
        const core::Include& include = chart.program.includes[i];
        auto own = user.find(include.alias);
        if (own == user.end() || !own->is_object() || !holds(include.condition, given))
            continue;
        Compilation& part = *chart.parts[i];
        const std::string inner = place + include.alias + ".";
        if (auto global = own->find("global"); global != own->end() && isGlobalRead(part))
            nullsOver(given.contains("global") ? given["global"] : Json::object(), *global, inner + "global", errors);
        nullsBelow(part, *own, partValues(given, include.alias, part), inner, errors);
    }
}

} // namespace

values::Errors nullsOfGlobal(Compilation& compilation, const Json& user, const Json& given) {
    values::Errors errors;
    if (compilation.program.includes.empty() || !compileParts(compilation))
        return errors;
    nullsHere(compilation, user, given, errors);
    nullsBelow(compilation, user, given, "", errors);
    return errors;
}

std::string insteadOfTakingOut(const core::Program& program, const core::Environment& environment, const Json& user,
                               const std::string& path) {
    const Json* given = valueAt(user, path);
    if (given == nullptr || !given->is_null())
        return "";
    const std::vector<std::string> steps = core::declaredAt(program, path).steps;
    for (const core::Assignment& assignment : environment.assignments)
        if (assignment.path.size() < steps.size() &&
            std::equal(assignment.path.begin(), assignment.path.end(), steps.begin()))
            return fmt::format("`{0} = …` takes out what it doesn't name; `{0} {{ … }}` adds to what is there",
                               assignment.path.back());
    return "give it no default, and let the environments that want it give it";
}

} // namespace stackc::session
