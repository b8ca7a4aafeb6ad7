#include "inspect/template_lines.h"

#include <algorithm>
#include <map>
#include <re2/re2.h>

namespace stackc::inspect {

namespace {

/// A key or an element, with how far its text is indented.
struct Level {
    size_t indent;
    std::string key;  ///< empty: an element
    size_t index = 0; ///< of an element
    std::string name; ///< what an element is called
};

class Lines {
public:
    std::vector<std::string> run(std::string_view text) {
        std::vector<std::string> fields;
        while (!text.empty()) {
            size_t end = std::min(text.find('\n'), text.size());
            line(std::string(text.substr(0, end)));
            fields.push_back(path());
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return fields;
    }

private:
    void line(std::string text) {
        size_t indent = std::min(text.find_first_not_of(' '), text.size());
        text.erase(0, indent);
        bool isRest = isOpen_; // of an action that began on a line before
        isOpen_ = isLeftOpen(text, isOpen_);
        if (isRest || text.empty())
            return;
        if (text.starts_with("{{") && !isComputedKey(text))
            return action(text, indent);
        while (text.starts_with("- ")) {
            element(indent);
            size_t more = std::min(text.find_first_not_of(' ', 1), text.size());
            text.erase(0, more);
            indent += more;
        }
        key(text, indent);
    }

    static bool isLeftOpen(const std::string& text, bool isOpen) {
        size_t opened = text.rfind("{{"), closed = text.rfind("}}");
        if (opened == std::string::npos)
            return isOpen && closed == std::string::npos;
        return closed == std::string::npos || closed < opened;
    }

    static bool isComputedKey(const std::string& text) {
        size_t end = text.find("}}");
        return end != std::string::npos && text.compare(end + 2, 1, ":") == 0;
    }

    /// Directives change nothing; what is included stands below what is indented less.
    void action(const std::string& text, size_t indent) {
        static const re2::RE2 nested(R"(nindent (\d+))"), defined(R"(^\{\{-? define )");
        size_t depth = indent;
        re2::RE2::PartialMatch(text, nested, &depth);
        if (!re2::RE2::PartialMatch(text, defined))
            return leave(depth);
        levels_.clear();
        counts_.clear();
    }

    void leave(size_t indent) {
        while (!levels_.empty() && levels_.back().indent >= indent)
            levels_.pop_back();
    }

    void element(size_t indent) {
        bool isKeyOf = false; // the key of the list, which may stand as far left
        while (!levels_.empty() && levels_.back().indent >= indent && !isKeyOf) {
            isKeyOf = levels_.back().indent == indent && !levels_.back().key.empty();
            if (!isKeyOf)
                levels_.pop_back();
        }
        counts_.erase(counts_.upper_bound(indent), counts_.end());
        levels_.push_back({indent, "", counts_[indent]++, ""});
    }

    void enter(size_t indent, std::string key) {
        leave(indent);
        counts_.erase(counts_.lower_bound(indent), counts_.end());
        levels_.push_back({indent, std::move(key), 0, ""});
    }

    void key(const std::string& text, size_t indent) {
        static const re2::RE2 plain(R"re(^(?:"([^"]*)"|([^\s"{}:]+)):(?: (.*))?$)re"), computed(R"(^\{\{.*?\}\}:)");
        std::string quoted, bare, value;
        if (re2::RE2::FullMatch(text, plain, &quoted, &bare, &value)) {
            std::string key = bare.empty() ? quoted : bare;
            leave(indent);
            bool isName = key == "name" && !levels_.empty() && levels_.back().key.empty();
            if (isName && value.find("{{") == std::string::npos)
                levels_.back().name = value;
            enter(indent, std::move(key));
        } else if (re2::RE2::PartialMatch(text, computed)) {
            leave(indent);
        }
    }

    std::string path() const {
        std::string path;
        for (const Level& level : levels_) {
            bool isQuoted = level.key.find_first_of(".[") != std::string::npos;
            if (level.key.empty())
                path += "[" + (level.name.empty() ? std::to_string(level.index) : level.name) + "]";
            else
                path += isQuoted ? "[\"" + level.key + "\"]" : (path.empty() ? "" : ".") + level.key;
        }
        return path;
    }

    std::vector<Level> levels_;
    std::map<size_t, size_t> counts_; ///< of the elements that were seen, by how far they are indented
    bool isOpen_ = false;
};

} // namespace

std::vector<std::string> fieldsOfLines(std::string_view text) { return Lines().run(text); }

} // namespace stackc::inspect
