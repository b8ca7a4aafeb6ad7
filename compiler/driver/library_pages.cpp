#include "driver/library_pages.h"

#include "diag/suggest.h"
#include "driver/library_reader.h"
#include "sema/stdlib.h"

#include <algorithm>

namespace stackc::driver {

namespace {

Page modulePage(const LibraryModule& module) {
    Page page{module.path, {}, module.doc};
    for (auto [what, title] :
         {std::pair{Declared::Type, "types"}, std::pair{Declared::Function, "functions"},
          std::pair{Declared::Component, "components"}, std::pair{Declared::Constant, "constants"}}) {
        std::vector<std::string> names;
        for (const LibraryItem& item : module.items)
            if (item.what == what)
                names.push_back(item.name);
        page.tables.push_back(tableOf(title, names));
    }
    std::vector<std::string> inner;
    for (const std::string& other : libraryModules())
        if (other.starts_with(module.path + "."))
            inner.push_back(other);
    page.tables.push_back(tableOf("modules", inner));
    return page;
}

/// The longest module that the path begins with; empty if there is none.
std::string moduleOf(const std::string& path) {
    std::string best;
    for (const std::string& module : libraryModules())
        if ((path == module || path.starts_with(module + ".")) && module.size() > best.size())
            best = module;
    return best;
}

const LibraryItem* find(const LibraryModule& module, std::string_view name) {
    for (const LibraryItem& item : module.items)
        if (item.name == name)
            return &item;
    return nullptr;
}

Page fieldPage(const std::string& path, const PageRow& row) {
    Page page;
    page.title = path;
    page.row("type", row.type);
    page.row("required", row.isRequired ? "yes" : "no");
    page.row("default", row.defaultValue);
    page.doc = row.doc;
    return page;
}

/// A type without what is around its name: `[std.Route]?` leads on to `std.Route`.
std::string elementOf(std::string type) {
    if (size_t map = type.find(": "); type.starts_with("[") && map != std::string::npos)
        type = type.substr(map + 2);
    type = type.substr(0, type.find_first_of("(,"));
    type.erase(std::remove_if(type.begin(), type.end(), [](char c) { return c == '[' || c == ']' || c == '?'; }),
               type.end());
    return type;
}

} // namespace

std::vector<std::string> libraryModules() {
    std::vector<std::string> paths = sema::stdlibModules();
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::optional<LibraryModule> libraryModule(const std::string& path) {
    auto text = sema::stdlibSource(libraryFile(path));
    return text ? std::optional(readLibrary(path, *text)) : std::nullopt;
}

std::optional<Page> libraryPage(const std::string& path, std::string& onward) {
    std::string name = moduleOf(path);
    if (name.empty())
        return std::nullopt;
    LibraryModule module = *libraryModule(name);
    if (path == name)
        return modulePage(module);
    std::string rest = path.substr(name.size() + 1);
    const LibraryItem* item = find(module, rest.substr(0, rest.find('.')));
    if (item == nullptr)
        return std::nullopt;
    if (rest == item->name)
        return item->page;
    rest = rest.substr(item->name.size() + 1);
    for (const PageTable& table : item->page.tables)
        for (const PageRow& row : table.rows) {
            if (row.name == rest)
                return fieldPage(path, row);
            if (!rest.starts_with(row.name + "."))
                continue;
            std::string type = elementOf(row.type), further = type + rest.substr(row.name.size());
            if (auto found = libraryPage(further, onward))
                return found;
            if (type.starts_with("k8s.") || type.find('.') != std::string::npos)
                onward = further;
        }
    return std::nullopt;
}

std::string nearLibrary(const std::string& path) {
    std::string name = moduleOf(path);
    if (name.empty() || path == name)
        return "";
    LibraryModule module = *libraryModule(name);
    std::string rest = path.substr(name.size() + 1), part = rest.substr(0, rest.find('.'));
    std::vector<std::string> known;
    if (const LibraryItem* item = find(module, part); item != nullptr && rest != part) {
        name += "." + part;
        part = rest.substr(part.size() + 1);
        for (const PageTable& table : item->page.tables)
            for (const PageRow& row : table.rows)
                known.push_back(row.name);
    } else {
        for (const LibraryItem& item : module.items)
            known.push_back(item.name);
        for (const std::string& other : libraryModules())
            if (other.starts_with(name + "."))
                known.push_back(other.substr(name.size() + 1));
    }
    std::string near = diag::suggestName(part, known);
    return near.empty() ? "" : name + "." + near;
}

} // namespace stackc::driver
