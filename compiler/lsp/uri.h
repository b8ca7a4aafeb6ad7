#pragma once

#include <string>
#include <string_view>

namespace stackc::lsp {

/// The path that a URI names: of `file:`, that of the file, normal; of others one that no file has, `/<untitled>/…`, so
/// that documents without a file are documents like others.
std::string pathOfUri(std::string_view uri);

/// `file://` and the path.
std::string uriOfPath(std::string_view path);

} // namespace stackc::lsp
