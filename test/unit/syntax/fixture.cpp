#include "fixture.h"

#include "syntax/dump.h"
#include "syntax/format.h"
#include "syntax/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace stackc::syntax {

std::vector<std::string> Parsed::diagnostics() const {
    std::vector<std::string> result;
    for (const diag::Diagnostic& one : sink.sorted()) {
        source::Position at = sources.position(one.span.file, one.span.begin);
        result.push_back(fmt::format("{}:{} {} {}", at.line, at.column, diag::codeName(one.code), one.message));
    }
    return result;
}

Parsed parseText(std::string text) {
    Parsed parsed;
    FileId file = parsed.sources.add("test.stack", std::move(text));
    parsed.module = parse(parsed.sources, file, parsed.sink);
    return parsed;
}

std::string dumpText(std::string text) {
    Parsed parsed = parseText(std::move(text));
    return parsed.sink.empty() ? dump(parsed.module) : fmt::format("{}", fmt::join(parsed.diagnostics(), "\n"));
}

std::string formatText(std::string text) {
    Parsed parsed;
    FileId file = parsed.sources.add("test.stack", std::move(text));
    return format(parsed.sources, file, parsed.sink);
}

std::vector<std::filesystem::path> inputFiles() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(STACKC_SOURCE_DIR "/test/syntax/Inputs"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::filesystem::path> filesBelow(const std::string& folder, const std::string& extension) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(STACKC_SOURCE_DIR "/" + folder))
        if (entry.is_regular_file() && entry.path().extension() == extension)
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string readText(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

} // namespace stackc::syntax
