#include "driver/page.h"
#include "text/json_lookup.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::driver {

using Json = nlohmann::ordered_json;

namespace {

bool hasRequired(const PageTable& table) {
    return std::any_of(table.rows.begin(), table.rows.end(), [](const PageRow& row) { return row.isRequired; });
}

std::string oneLine(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

void textRows(std::string& out, const PageTable& table) {
    if (table.rows.empty())
        return;
    size_t width = 0;
    for (const PageRow& row : table.rows)
        width = std::max(width, row.name.size());
    bool isMarked = table.title == "fields" || hasRequired(table);
    out += fmt::format("\n{}{}:\n", table.title, isMarked ? ", * for those that are required" : "");
    for (const PageRow& row : table.rows) {
        std::string line = fmt::format("{} {:<{}}  {}", row.isRequired ? "*" : " ", row.name, width, row.type);
        if (!row.defaultValue.empty())
            line += " = " + row.defaultValue;
        if (!row.releases.empty())
            line += "; " + row.releases;
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        if (!row.doc.empty())
            out += fmt::format("  {:<{}}    {}\n", "", width, oneLine(row.doc));
    }
}

/// Between as many backquotes as it takes.
std::string code(const std::string& text) {
    if (text.empty())
        return "";
    std::string fence = "`";
    while (text.find(fence) != std::string::npos)
        fence += "`";
    return fence.size() == 1 ? "`" + text + "`" : fence + " " + text + " " + fence;
}

std::string cell(std::string text) {
    std::string out;
    for (char c : oneLine(std::move(text)))
        out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out;
}

void markdownTable(std::string& out, const PageTable& table) {
    if (table.rows.empty())
        return;
    auto any = [&](auto has) { return std::any_of(table.rows.begin(), table.rows.end(), has); };
    bool types = any([](const PageRow& row) { return !row.type.empty(); });
    bool defaults = any([](const PageRow& row) { return row.isRequired || !row.defaultValue.empty(); });
    out += fmt::format("\n| {} |{}{} |\n| --- |{}{} --- |\n", table.title, types ? " type |" : "",
                       defaults ? " default |" : "", types ? " --- |" : "", defaults ? " --- |" : "");
    for (const PageRow& row : table.rows) {
        std::string line = "| " + cell(code(row.name)) + " |";
        if (types)
            line += " " + cell(code(row.type)) + " |";
        if (defaults)
            line += " " + (row.isRequired ? "required" : cell(code(row.defaultValue))) + " |";
        out += line + " " + cell(row.doc + (row.releases.empty() ? "" : " (" + row.releases + ")")) + " |\n";
    }
}

Json rowJson(const PageRow& row) {
    Json json = {{"name", row.name}};
    if (row.isRequired)
        json["required"] = true;
    for (const auto& [key, text] : {std::pair{"type", &row.type}, std::pair{"default", &row.defaultValue},
                                    std::pair{"releases", &row.releases}, std::pair{"doc", &row.doc}})
        if (!text->empty())
            json[key] = *text;
    return json;
}

} // namespace

PageTable tableOf(std::string title, const std::vector<std::string>& names) {
    PageTable table{std::move(title), {}};
    for (const std::string& name : names)
        table.rows.push_back({.name = name});
    return table;
}

std::string asText(const Page& page) {
    std::string out = page.title + "\n" + (page.rows.empty() ? "" : "\n");
    for (const auto& [name, value] : page.rows)
        out += fmt::format("{:<10}{}\n", name, value);
    if (!page.doc.empty())
        out += "\n" + page.doc + "\n";
    for (const PageTable& table : page.tables)
        textRows(out, table);
    if (!page.rules.empty())
        out += "\nrefused:\n";
    for (const std::string& rule : page.rules)
        out += "  " + rule + "\n";
    return out;
}

std::string asJson(const Page& page) {
    Json json = {{"path", page.title}};
    for (const auto& [name, value] : page.rows)
        json["facts"][name] = value;
    if (!page.doc.empty())
        json["doc"] = page.doc;
    for (const PageTable& table : page.tables)
        for (const PageRow& row : table.rows)
            json["tables"][table.title].push_back(rowJson(row));
    for (const std::string& rule : page.rules)
        json["refused"].push_back(rule);
    return text::wholeJson(json);
}

std::string asMarkdown(const Page& page, const std::string& title, size_t level) {
    std::string out = fmt::format("{} {}\n", std::string(level, '#'), title);
    for (const auto& [name, value] : page.rows)
        out += fmt::format("\n{}: {}\n", name, code(value));
    if (!page.doc.empty())
        out += "\n" + page.doc + "\n";
    for (const PageTable& table : page.tables)
        markdownTable(out, table);
    if (!page.rules.empty())
        out += "\nRefused:\n\n";
    for (const std::string& rule : page.rules)
        out += "- " + code(rule) + "\n";
    return out;
}

} // namespace stackc::driver
