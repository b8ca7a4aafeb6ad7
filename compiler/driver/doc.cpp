#include "driver/doc.h"

#include "diag/suggest.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/library_pages.h"
#include "driver/replace_file.h"

#include <filesystem>
#include <fmt/format.h>

namespace stackc::driver {

namespace {

std::string moduleMarkdown(const LibraryModule& module) {
    std::string out = fmt::format("# {}\n\n{}\n", module.path, module.doc);
    for (auto [what, title] :
         {std::pair{Declared::Type, "Types"}, std::pair{Declared::Function, "Functions"},
          std::pair{Declared::Component, "Components"}, std::pair{Declared::Constant, "Constants"}}) {
        bool isFirst = true;
        for (const LibraryItem& item : module.items) {
            if (item.what != what)
                continue;
            if (isFirst)
                out += fmt::format("\n## {}\n", title);
            isFirst = false;
            out += "\n" + asMarkdown(item.page, item.name, 3);
        }
    }
    return out;
}

/// The first sentence, or all of it.
std::string summary(const std::string& doc) {
    std::string line = doc;
    for (char& c : line)
        c = c == '\n' ? ' ' : c;
    size_t end = line.find(". ");
    return end == std::string::npos ? line : line.substr(0, end + 1);
}

int write(const std::string& folder, const std::vector<LibraryModule>& modules) {
    namespace fs = std::filesystem;
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        return tellFault(fmt::format("can't make the folder {}: {}", folder, failed.message()));
    std::string index = "# The library's modules\n\nMade by `stackc doc` from the library's own text.\n\n";
    for (const LibraryModule& module : modules) {
        index += fmt::format("- [{0}]({0}.md): {1}\n", module.path, summary(module.doc));
        if (auto wrong = replaceFile((fs::path(folder) / (module.path + ".md")).string(), moduleMarkdown(module)))
            return tellFault(*wrong);
    }
    if (modules.size() > 1)
        if (auto wrong = replaceFile((fs::path(folder) / "README.md").string(), index))
            return tellFault(*wrong);
    return Exit::ok;
}

} // namespace

int document(const Options& options) {
    std::vector<LibraryModule> modules;
    std::vector<std::string> known = libraryModules();
    for (const std::string& path : known)
        if (options.code.empty() || options.code == path)
            modules.push_back(*libraryModule(path));
    if (modules.empty()) {
        std::string near = diag::didYouMean(diag::suggestName(options.code, known));
        complain("stackc: the library has no module `{}`\n{}", options.code, near.empty() ? "" : "  " + near + "\n");
        return Exit::usageError;
    }
    if (options.pageOutput != "-")
        return write(options.pageOutput, modules);
    for (const LibraryModule& module : modules)
        put("{}{}", &module == &modules.front() ? "" : "\n", moduleMarkdown(module));
    return Exit::ok;
}

} // namespace stackc::driver
