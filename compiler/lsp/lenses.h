#pragma once
// What stands above declarations, and what its commands are given.

#include "ide/lens.h"
#include "ide/reach.h"
#include "lsp/features.h"
#include "lsp/shown.h"

namespace stackc::lsp {

/// A lens of a document, in the stack that knows it.
struct LensAt {
    Place place;
    ide::Lens lens;
};

inline constexpr const char* showReached = "stackc.showReached";
inline constexpr const char* runTest = "stackc.runTest";
inline constexpr const char* previewCommand = "stackc.preview";

/// All lenses of a file.
std::vector<ide::Lens> lensesIn(const Place& place);
/// What tells a lens from others: its document, place and name.
Json dataOf(const ide::Lens& lens, Shown& shown);
/// The lens that an editor was told; a Refusal where it is not there any more.
LensAt lensOf(const Request& request, const Json& data);
/// What comes of it; a Refusal where that can't be told.
ide::Reach reachOf(const Request& request, const LensAt& at);
/// What the line at a place makes: `{uri, position, show: "chart" | "manifests", environment}` are asked, and
/// `{environments, path, line, text, others: [{path, line}]}` the answer, without a path where it makes nothing.
Json preview(const Request& request, const Json& asked);
/// In how many environments something of it is there; nothing where the stack has none.
std::optional<std::size_t> environmentCount(const LensAt& at, const ide::Reach& reach);
/// "reaches 4 resources in 3 environments"
std::string titleOf(const LensAt& at, const ide::Reach& reach);

} // namespace stackc::lsp
