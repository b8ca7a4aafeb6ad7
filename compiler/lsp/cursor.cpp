#include "lsp/cursor.h"

#include <nlohmann/json.hpp>

namespace stackc::lsp {

Cursor::Cursor(const Request& request, const Json& position, const std::string& uri) {
    auto place = request.workspace().placeOf(uri);
    request.check();
    if (!place)
        return;
    add(request, std::move(*place));
    offset = static_cast<std::uint32_t>(shown[0]->lines(places[0].file).offset(position));
}

void Cursor::add(const Request& request, Place place) {
    shown.push_back(std::make_unique<Shown>(*place.analysis, request.workspace()));
    places.push_back(std::move(place));
}

void Cursor::goEverywhere(const Request& request) {
    const sema::NameUse* use = isNowhere() ? nullptr : analysis().index().nameAt(file(), offset);
    if (use == nullptr)
        return;
    const sema::Entity entity = use->entity;
    source::FileId at = file();
    bool isAuthors = entity.declared.valid() && analysis().program().isAuthors(entity.declared);
    const sema::NameUse* declared =
        isAuthors ? analysis().index().nameAt(entity.declared.file, entity.declared.begin) : nullptr;
    if (declared != nullptr && declared->entity.isSame(entity)) {
        at = entity.declared.file;
        offset = entity.declared.begin;
    }
    std::vector<Place> found = request.workspace().placesOf(first().uri(at));
    places.clear();
    shown.clear();
    for (Place& place : found)
        if (place.analysis->index().nameAt(place.file, offset) != nullptr)
            add(request, std::move(place));
}

} // namespace stackc::lsp
