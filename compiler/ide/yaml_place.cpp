#include "ide/yaml_place.h"

#include "core/declared.h"
#include "values/context.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::ide {

namespace {

void addPaths(const text::YamlNode& node, const std::string& path, std::vector<std::string>& paths) {
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        paths.push_back(values::joinPath(path, node.keys[i].text));
        const std::string inner = paths.back();
        addPaths(node.items[i], inner, paths);
    }
}

} // namespace

YamlPlaces::YamlPlaces(source::FileId file, std::string_view text) : file_(file), text_(text) {
    std::vector<text::YamlNode> documents;
    text::YamlError error;
    if (text::readYamlStream(text, documents, error, {.lastKeyWins = true}) && !documents.empty())
        root_ = std::move(documents.front());
}

YamlPlace YamlPlaces::find(const std::string& path) const {
    YamlPlace place{line(1)};
    const text::YamlNode* node = &root_;
    for (const std::string& step : core::splitPath(path)) {
        const bool isList = node->kind == text::YamlNode::Kind::List;
        std::size_t found = node->items.size();
        for (std::size_t i = 0; i < node->items.size(); ++i)
            if (step == (isList ? fmt::format("[{}]", i) : node->keys[i].text))
                found = i;
        if (found == node->items.size())
            break;
        place.span = isList ? restOfLine(node->items[found].offset) : keyAt(node->keys[found]);
        ++place.depth;
        node = &node->items[found];
    }
    return place;
}

std::vector<std::string> YamlPlaces::paths() const {
    std::vector<std::string> paths;
    addPaths(root_, "", paths);
    return paths;
}

source::Span YamlPlaces::line(std::size_t number) const {
    std::size_t begin = 0;
    for (std::size_t at = 1; at < number; ++at) {
        const std::size_t end = text_.find('\n', begin);
        if (end == std::string_view::npos)
            break;
        begin = end + 1;
    }
    return restOfLine(std::min(text_.find_first_not_of(" \t", begin), text_.size()));
}

/// A key as it is written there, in quotes or not; where it is another text, up to the end of its line.
source::Span YamlPlaces::keyAt(const text::YamlKey& key) const {
    const bool isQuoted = key.offset < text_.size() && (text_[key.offset] == '"' || text_[key.offset] == '\'');
    const std::size_t begin = key.offset + (isQuoted ? 1 : 0);
    const bool isAsWritten = text_.substr(std::min(begin, text_.size())).starts_with(key.text);
    if (!isAsWritten)
        return restOfLine(key.offset);
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + key.text.size())};
}

source::Span YamlPlaces::restOfLine(std::size_t begin) const {
    begin = std::min(begin, text_.size());
    std::size_t end = std::min(text_.find_first_of("\r\n", begin), text_.size());
    while (end > begin && (text_[end - 1] == ' ' || text_[end - 1] == '\t'))
        --end;
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

} // namespace stackc::ide
