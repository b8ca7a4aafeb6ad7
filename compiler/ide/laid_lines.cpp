#include "ide/laid_lines.h"

#include "inspect/template_lines.h"

#include <algorithm>
#include <re2/re2.h>

namespace stackc::ide {

using inspect::SourceMap;

namespace {

constexpr int deepest = 8; // named templates that include one another

std::string joined(const std::string& around, const std::string& field) {
    const bool isApart = around.empty() || field.empty() || field.starts_with('[');
    return around + (isApart ? "" : ".") + field;
}

/// An element begins where the first of its fields stands.
void put(std::string field, const MadeLine& at, FieldLines& lines) {
    while (lines.try_emplace(field, at).second)
        field.resize(std::min(field.ends_with(']') ? field.rfind('[') : field.rfind('.'), field.size()));
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace

FieldLines linesOfManifest(const std::string& path, std::string_view text) {
    FieldLines lines{{"", {path, 0}}};
    const std::vector<std::string> fields = inspect::fieldsOfLines(text);
    for (std::size_t i = 0; i < fields.size(); ++i)
        put(fields[i], {path, i}, lines);
    return lines;
}

LaidLines::LaidLines(const SourceMap::Chart& chart, const emit::FileSet& files, const std::string& folder)
    : files_(files), folder_(folder.size()) {
    static const re2::RE2 defined(R"re(^\{\{-? define "([^"]+)")re");
    for (const SourceMap::Template& one : chart.templates) {
        if (!one.resources.empty())
            continue;
        std::string name;
        const std::vector<Part> parts = partsOf(one);
        const std::vector<std::string_view> lines = linesOf(files.at("charts/" + one.file));
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (!re2::RE2::PartialMatch(lines[i], defined, &name) && !name.empty())
                named_[name].push_back(parts[i]);
    }
}

std::vector<LaidLines::Part> LaidLines::partsOf(const SourceMap::Template& one) const {
    static const re2::RE2 included(R"re(^ *\{\{-? include "([^"]+)")re");
    const std::vector<std::string_view> lines = linesOf(files_.at("charts/" + one.file));
    std::vector<Part> parts;
    for (std::size_t i = 0; i < lines.size() && i < one.fields.size(); ++i) {
        parts.push_back({one.fields[i], {one.file.substr(folder_), i}, ""});
        re2::RE2::PartialMatch(lines[i], included, &parts.back().included);
    }
    return parts;
}

void LaidLines::lay(const std::vector<Part>& parts, const std::string& around, int depth, FieldLines& lines) const {
    for (const Part& part : parts) {
        const std::string field = joined(around, part.field);
        auto named = named_.find(part.included);
        if (part.included.empty() || named == named_.end())
            put(field, part.at, lines);
        else if (depth < deepest)
            lay(named->second, field, depth + 1, lines);
    }
}

std::vector<FieldLines> LaidLines::of(const SourceMap::Template& one) const {
    std::vector<std::vector<Part>> resources;
    std::string field; // of the line before
    for (Part& part : partsOf(one)) {
        if (part.field == "apiVersion" && field != "apiVersion")
            resources.emplace_back();
        field = part.field;
        if (!resources.empty())
            resources.back().push_back(std::move(part));
    }
    resources.resize(one.resources.size());
    std::vector<FieldLines> all;
    for (const std::vector<Part>& own : resources) {
        all.push_back({{"", own.empty() ? MadeLine{one.file.substr(folder_), 0} : own.front().at}});
        lay(own, "", 0, all.back());
    }
    return all;
}

} // namespace stackc::ide
