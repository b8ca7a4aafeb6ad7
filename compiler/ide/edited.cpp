#include "ide/edited.h"

namespace stackc::ide {

void Edited::add(const source::SourceManager& sources, const TextEdit& edit) {
    File& file = files_[std::string(sources.path(edit.span.file))];
    if (file.edits.empty())
        file.text = sources.text(edit.span.file);
    file.edits.emplace(edit.span.begin, edit);
}

Texts Edited::texts() const {
    Texts result;
    for (const auto& [path, file] : files_) {
        std::string& text = result[path] = file.text;
        for (auto edit = file.edits.rbegin(); edit != file.edits.rend(); ++edit)
            text.replace(edit->first, edit->second.span.size(), edit->second.text);
    }
    return result;
}

std::uint32_t Edited::moved(std::string_view path, std::uint32_t offset) const {
    auto file = files_.find(path);
    if (file == files_.end())
        return offset;
    std::uint32_t result = offset;
    for (const auto& [begin, edit] : file->second.edits)
        if (begin < offset)
            result = result - edit.span.size() + static_cast<std::uint32_t>(edit.text.size());
        else if (begin == offset)
            result += edit.lead;
    return result;
}

} // namespace stackc::ide
