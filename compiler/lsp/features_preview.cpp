// What a line of the source makes, to be shown beside it.

#include "ide/preview.h"
#include "lsp/lenses.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::lsp {

namespace {

using Of = ide::Previews::Of;

/// Of the last stack and backend that were asked for, as long as the stack is the same.
std::shared_ptr<ide::Previews> previewsOf(const Request& request, const Place& place, Of what,
                                          const std::string& environment) {
    std::shared_ptr<ide::Previews>& last = request.session.previews;
    if (last == nullptr || &last->analysis() != place.analysis.get() || !last->isOf(what, environment))
        last = ide::Previews::make(place.analysis, what, environment, request.isCancelled);
    request.check();
    if (last == nullptr)
        throw Refusal{RequestFailed, "nothing can be made of the stack"};
    return last;
}

/// The value that is declared on the line of a place, if one is.
std::optional<ide::Lens> valueOn(const Place& place, const Lines& lines, std::uint32_t offset) {
    for (ide::Lens& lens : lensesIn(place))
        if (lens.kind == ide::Lens::Kind::Value && lines.lineOf(lens.at.begin) == lines.lineOf(offset))
            return std::move(lens);
    return std::nullopt;
}

/// A value makes what the lines make that read it.
std::vector<ide::MadeLine> madeAt(const Request& request, const Place& place, const ide::Previews& previews,
                                  const Lines& lines, std::uint32_t offset) {
    std::optional<ide::Lens> value = valueOn(place, lines, offset);
    if (!value)
        return previews.at(place.file, offset);
    std::vector<ide::MadeLine> made;
    for (const ide::ReachedThing& one : reachOf(request, {place, *value}))
        if (one.kind == ide::ReachedThing::Kind::Resource && one.at.valid())
            for (ide::MadeLine& line : previews.at(one.at.file, one.at.begin))
                if (std::find(made.begin(), made.end(), line) == made.end())
                    made.push_back(std::move(line));
    return made;
}

} // namespace

Json preview(const Request& request, const Json& asked) {
    constexpr std::size_t most = 50; // other lines
    auto place = request.workspace().placeOf(textAt(asked, "uri"));
    request.check();
    if (!place)
        throw Refusal{RequestFailed, "the document is no part of a stack"};
    const Of what = textAt(asked, "show") == "manifests" ? Of::Manifests : Of::Chart;
    auto previews = previewsOf(request, *place, what, what == Of::Manifests ? textAt(asked, "environment") : "");
    Shown shown(*place->analysis, request.workspace());
    const Lines& lines = shown.lines(place->file);
    const auto offset = static_cast<std::uint32_t>(lines.offset(at(asked, "position")));
    Json environments = Json::array();
    for (const core::Environment& environment : place->analysis->program().environments)
        environments.push_back(environment.name);
    Json answer{{"environments", std::move(environments)}, {"others", Json::array()}};
    for (const ide::MadeLine& line : madeAt(request, *place, *previews, lines, offset)) {
        if (!answer.contains("path")) {
            answer["path"] = line.path;
            answer["line"] = line.line;
            answer["text"] = previews->text(line.path);
        } else if (answer["others"].size() < most) {
            answer["others"].push_back({{"path", line.path}, {"line", line.line}});
        }
    }
    return answer;
}

} // namespace stackc::lsp
