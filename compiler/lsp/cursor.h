#pragma once
// The place that a request asks about.

#include "lsp/features.h"
#include "lsp/shown.h"

#include <memory>
#include <vector>

namespace stackc::lsp {

/// A place of a document in the stack that knows it, and where that is asked for in all others.
struct Cursor {
    explicit Cursor(const Request& request, const Json& position, const std::string& uri);
    explicit Cursor(const Request& request) : Cursor(request, at(request.params, "position"), request.uri()) {}

    /// To all stacks that know the name here: to where it is declared, as far as that is in a source.
    void goEverywhere(const Request& request);

    bool isNowhere() const { return places.empty(); }
    const ide::Analysis& analysis() const { return *places[0].analysis; }
    source::FileId file() const { return places[0].file; }
    Shown& first() { return *shown[0]; }

    std::vector<Place> places;
    std::vector<std::unique_ptr<Shown>> shown;
    std::uint32_t offset = 0;

private:
    void add(const Request& request, Place place);
};

} // namespace stackc::lsp
