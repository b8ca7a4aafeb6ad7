#include "lsp/lenses.h"

#include "ide/value_places.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

using Kind = ide::Lens::Kind;
using Thing = ide::ReachedThing;

std::string counted(std::size_t count, const char* what) {
    return fmt::format("{} {}{}", count == 0 ? "no" : std::to_string(count), what, count <= 1 ? "" : "s");
}

/// Of the last stack that was asked for, as long as it is the same.
std::shared_ptr<ide::Reaches> reachesOf(const Request& request, const Place& place) {
    std::shared_ptr<ide::Reaches>& last = request.session.reaches;
    if (last == nullptr || &last->analysis() != place.analysis.get())
        last = ide::Reaches::of(place.analysis, request.isCancelled);
    request.check();
    if (last == nullptr)
        throw Refusal{RequestFailed, "the stack has errors"};
    return last;
}

} // namespace

std::vector<ide::Lens> lensesIn(const Place& place) {
    std::string_view text = place.analysis->sources().text(place.file);
    return ide::lensesOf(ide::outlineOf(place.analysis->tree(place.file), text), text);
}

Json dataOf(const ide::Lens& lens, Shown& shown) {
    return {{"uri", shown.uri(lens.at.file)}, {"position", shown.range(lens.at)["start"]}, {"name", lens.name}};
}

LensAt lensOf(const Request& request, const Json& data) {
    auto place = request.workspace().placeOf(textAt(data, "uri"));
    request.check();
    if (place) {
        Shown shown(*place->analysis, request.workspace());
        std::size_t offset = shown.lines(place->file).offset(at(data, "position"));
        for (ide::Lens& lens : lensesIn(*place))
            if (lens.at.begin == offset && lens.name == textAt(data, "name"))
                return {std::move(*place), std::move(lens)};
    }
    throw Refusal{ContentModified, fmt::format("`{}` doesn't stand there any more", textAt(data, "name"))};
}

ide::Reach reachOf(const Request& request, const LensAt& at) {
    auto reaches = reachesOf(request, at.place);
    switch (at.lens.kind) {
    case Kind::Value:
        return reaches->ofValues(ide::valuePlaces(at.place.analysis->program(), at.lens.at));
    case Kind::Made:
        return reaches->ofDeclaration(at.lens.whole);
    case Kind::Backend:
        return reaches->ofBackend(at.lens.name);
    case Kind::Test:
        break;
    }
    return {};
}

std::optional<std::size_t> environmentCount(const LensAt& at, const ide::Reach& reach) {
    if (at.place.analysis->program().environments.empty())
        return std::nullopt;
    std::set<std::string> all;
    for (const Thing& one : reach)
        all.insert(one.environments.begin(), one.environments.end());
    return all.size();
}

std::string titleOf(const LensAt& at, const ide::Reach& reach) {
    const char* thing = at.lens.kind == Kind::Backend ? "service" : "resource";
    const char* verb = at.lens.kind == Kind::Backend ? "used by" : at.lens.kind == Kind::Value ? "reaches" : "makes";
    std::vector<std::string> parts;
    auto isThing = [](const Thing& one) { return one.kind != Thing::Kind::Other; };
    if (auto count = std::count_if(reach.begin(), reach.end(), isThing); count > 0) {
        parts.push_back(counted(static_cast<std::size_t>(count), thing));
        if (auto environments = environmentCount(at, reach))
            parts.back() += " in " + counted(*environments, "environment");
    }
    auto named = [&](const char* name) {
        return std::count_if(reach.begin(), reach.end(),
                             [&](const Thing& one) { return !isThing(one) && one.name == name; });
    };
    if (auto checks = named("a check"); checks > 0)
        parts.push_back(counted(static_cast<std::size_t>(checks), "check"));
    if (named("the notes") > 0)
        parts.emplace_back("the notes");
    return fmt::format("{} {}", verb, parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", ")));
}

} // namespace stackc::lsp
