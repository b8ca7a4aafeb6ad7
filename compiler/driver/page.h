#pragma once
// What is to be said of a type, a function or a component, and how it is shown: as text, for `stackc explain`, and as
// Markdown, for `stackc doc`, or JSON.

#include <string>
#include <utility>
#include <vector>

namespace stackc::driver {

/// A field, a case, a parameter, an output.
struct PageRow {
    std::string name;
    std::string type{};
    bool isRequired = false;
    std::string defaultValue{}; ///< as it is written
    std::string releases{};     ///< of Kubernetes that have it, where not all do
    std::string doc{};
};

struct PageTable {
    std::string title; ///< "fields"
    std::vector<PageRow> rows;
};

struct Page {
    std::string title;                                       ///< the path
    std::vector<std::pair<std::string, std::string>> rows{}; ///< what it is: "type", "[Port]"
    std::string doc{};
    std::vector<PageTable> tables{};
    std::vector<std::string> rules{}; ///< what is refused, in the words of the messages

    /// Nothing, where the value is empty.
    void row(std::string name, std::string value) {
        if (!value.empty())
            rows.emplace_back(std::move(name), std::move(value));
    }
};

/// A table of names alone.
PageTable tableOf(std::string title, const std::vector<std::string>& names);

std::string asText(const Page& page);
/// `{"path", "facts": {…}, "doc", "tables": {"fields": [{"name", "type", …}]}, "refused": […]}`; what is empty is not
/// there.
std::string asJson(const Page& page);
/// Below a heading of that level; `title` is the heading.
std::string asMarkdown(const Page& page, const std::string& title, size_t level);

} // namespace stackc::driver
