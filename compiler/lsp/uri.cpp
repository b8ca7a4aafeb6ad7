#include "lsp/uri.h"

#include "text/percent.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace stackc::lsp {

namespace {

std::string decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
            result += static_cast<char>(value);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

} // namespace

std::string pathOfUri(std::string_view uri) {
    constexpr std::string_view file = "file:";
    if (!uri.starts_with(file)) {
        std::string name = decoded(uri);
        std::size_t colon = std::min(name.find(':'), name.size());
        std::string path = "/<" + name.substr(0, colon) + ">/" + name.substr(std::min(colon + 1, name.size()));
        return std::filesystem::path(path).lexically_normal().string();
    }
    uri.remove_prefix(file.size());
    if (uri.starts_with("//")) // a host may follow
        uri.remove_prefix(std::min(uri.find('/', 2), uri.size()));
    return std::filesystem::path(decoded(uri)).lexically_normal().string();
}

std::string uriOfPath(std::string_view path) { return "file://" + text::percentEncoded(path); }

} // namespace stackc::lsp
