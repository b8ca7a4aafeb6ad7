#include "inspect/places.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::inspect {

using Json = nlohmann::ordered_json;

std::string placeText(source::Span at, const source::SourceManager& sources) {
    if (!at.valid())
        return "";
    return fmt::format("{}:{}", sources.path(at.file), sources.position(at.file, at.begin).line);
}

void addPlace(Json& json, source::Span at, const source::SourceManager& sources) {
    if (!at.valid())
        return;
    source::Position position = sources.position(at.file, at.begin);
    json["file"] = sources.path(at.file);
    json["line"] = position.line;
    json["column"] = position.column;
}

} // namespace stackc::inspect
