#pragma once
// A stack in memory, with marks where an editor asks.

#include "ide/analysis.h"

#include <gtest/gtest.h>
#include <map>
#include <string>

namespace stackc::ide {

/// The main file, and modules by their names, or other files by theirs (`values.yaml`). `$0` stands where the cursor
/// is; it is not in the text.
class Stack {
public:
    explicit Stack(const std::string& main, const std::map<std::string, std::string>& modules = {}) {
        Texts texts;
        texts[pathOf("main")] = withoutMark(main, pathOf("main"));
        for (const auto& [name, text] : modules)
            texts[pathOf(name)] = withoutMark(text, pathOf(name));
        auto made = Analysis::make(pathOf("main"), texts);
        EXPECT_TRUE(static_cast<bool>(made));
        analysis = *made;
        file = *analysis->fileOf(at_.empty() ? pathOf("main") : at_);
    }

    std::string_view text(source::Span span) const { return analysis->sources().text(span); }
    /// `main:3:5`
    std::string place(source::Span span) const {
        std::string path(analysis->sources().path(span.file));
        source::Position position = analysis->sources().position(span.file, span.begin);
        std::string name = path.substr(path.rfind('/') + 1);
        return name.substr(0, name.find('.')) + ":" + std::to_string(position.line) + ":" +
               std::to_string(position.column);
    }

    std::shared_ptr<Analysis> analysis;
    source::FileId file;
    std::uint32_t offset = 0;

private:
    static std::string pathOf(const std::string& name) {
        return "/no-such-folder/" + name + (name.find('.') == std::string::npos ? ".stack" : "");
    }
    std::string withoutMark(std::string text, const std::string& path) {
        std::size_t mark = text.find("$0");
        if (mark == std::string::npos)
            return text;
        offset = static_cast<std::uint32_t>(mark);
        at_ = path;
        return text.erase(mark, 2);
    }

    std::string at_;
};

} // namespace stackc::ide
