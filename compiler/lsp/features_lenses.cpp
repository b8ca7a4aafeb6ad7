// What stands above declarations, and the commands behind it.

#include "ide/test_run.h"
#include "lsp/lenses.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

/// A line of the list: `Deployment/shop spec.replicas, main.stack:15, in production`.
std::string lineOf(const ide::ReachedThing& one, const LensAt& at) {
    const source::SourceManager& sources = at.place.analysis->sources();
    std::string line = one.name + (one.field.empty() ? "" : " " + one.field);
    if (one.at.valid()) {
        std::string_view path = sources.path(one.at.file);
        line +=
            fmt::format(", {}:{}", path.substr(path.rfind('/') + 1), sources.position(one.at.file, one.at.begin).line);
    }
    bool isEverywhere = one.environments.size() == at.place.analysis->program().environments.size();
    if (one.kind != ide::ReachedThing::Kind::Other && !isEverywhere)
        line += one.environments.empty() ? ", in no environment"
                                         : fmt::format(", in {}", fmt::join(one.environments, ", "));
    return line;
}

Json itemOf(const ide::ReachedThing& one, Shown& shown) {
    Json item{{"name", one.name}, {"field", one.field}, {"environments", one.environments}};
    if (one.at.valid())
        item["location"] = shown.location(one.at);
    return item;
}

/// Editors without a list of their own show it as a message.
void tell(const Request& request, bool isGood, const std::string& text) {
    constexpr int error = 1;
    constexpr int info = 3;
    if (!request.workspace().client().showsResults)
        request.session.output.send({{"jsonrpc", "2.0"},
                                     {"method", "window/showMessage"},
                                     {"params", {{"type", isGood ? info : error}, {"message", text}}}});
}

Json reached(const Request& request, const Json& data) {
    constexpr std::size_t most = 40; // lines of a message
    LensAt lens = lensOf(request, data);
    ide::Reach reach = reachOf(request, lens);
    Shown shown(*lens.place.analysis, request.workspace());
    std::string title = fmt::format("`{}`: {}", lens.lens.name, titleOf(lens, reach));
    std::string text = title;
    Json items = Json::array();
    for (const ide::ReachedThing& one : reach) {
        if (items.size() < most)
            text += "\n" + lineOf(one, lens);
        items.push_back(itemOf(one, shown));
    }
    tell(request, true, items.size() > most ? text + "\n…" : text);
    return {{"title", title}, {"items", std::move(items)}};
}

Json tested(const Request& request, const Json& data) {
    LensAt lens = lensOf(request, data);
    auto run = ide::runTest(*lens.place.analysis, lens.lens.whole, lens.lens.name, request.isCancelled);
    request.check();
    if (!run)
        throw Refusal{RequestFailed, "the stack has errors"};
    tell(request, run->hasPassed, run->text);
    return {{"name", lens.lens.name}, {"passed", run->hasPassed}, {"text", run->text}};
}

Json command(const ide::Lens& lens, std::string title, Json data) {
    return {{"title", std::move(title)},
            {"command", lens.kind == ide::Lens::Kind::Test ? runTest : showReached},
            {"arguments", Json::array({std::move(data)})}};
}

} // namespace

/// Only where they stand: what the stack makes is asked of those that are shown.
Json codeLenses(const Request& request) {
    Json list = Json::array();
    auto place = request.workspace().placeOf(request.uri());
    if (!place || place->analysis->hasErrors())
        return list;
    Shown shown(*place->analysis, request.workspace());
    for (const ide::Lens& lens : lensesIn(*place)) {
        request.check();
        Json json{{"range", shown.range(lens.at)}, {"data", dataOf(lens, shown)}};
        if (lens.kind == ide::Lens::Kind::Test)
            json["command"] = command(lens, "run test", json["data"]);
        list.push_back(std::move(json));
    }
    return list;
}

Json resolveLens(const Request& request) {
    Json lens = request.params;
    if (!lens.is_object())
        throw Refusal{InvalidParams, "a lens is an object"};
    Json data = at(lens, "data");
    LensAt found = lensOf(request, data);
    if (found.lens.kind == ide::Lens::Kind::Test)
        return lens;
    lens["command"] = command(found.lens, titleOf(found, reachOf(request, found)), std::move(data));
    return lens;
}

void addLensActions(const Request& request, const Place& place, source::Span span, Shown& shown, Json& actions) {
    const Lines& lines = shown.lines(place.file);
    for (const ide::Lens& lens : lensesIn(place)) {
        std::uint32_t line = lines.lineOf(lens.at.begin);
        if (line < lines.lineOf(span.begin) || lines.lineOf(span.end) < line)
            continue;
        request.check();
        std::string title = lens.kind == ide::Lens::Kind::Test      ? fmt::format("run the test `{}`", lens.name)
                            : lens.kind == ide::Lens::Kind::Backend ? fmt::format("show what uses `{}`", lens.name)
                            : lens.kind == ide::Lens::Kind::Made    ? fmt::format("show what `{}` makes", lens.name)
                                                                    : fmt::format("show what `{}` reaches", lens.name);
        actions.push_back({{"title", title}, {"command", command(lens, title, dataOf(lens, shown))}});
    }
}

Json executeCommand(const Request& request) {
    const std::string name = textAt(request.params, "command");
    const Json& arguments = at(request.params, "arguments");
    const Json data = arguments.is_array() && !arguments.empty() ? arguments[0] : Json(nullptr);
    if (name == showReached)
        return reached(request, data);
    if (name == runTest)
        return tested(request, data);
    if (name == previewCommand)
        return preview(request, data);
    throw Refusal{InvalidParams, fmt::format("there is no command `{}`", name)};
}

} // namespace stackc::lsp
