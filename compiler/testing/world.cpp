#include "testing/world.h"

#include "text/json_lookup.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace stackc::testing {

namespace {

std::string nameOf(const Json& resource) { return text::textAt(resource, {"metadata", "name"}); }
std::string namespaceOf(const Json& resource) { return text::textAt(resource, {"metadata", "namespace"}); }

} // namespace

bool isSameKind(const std::string& a, const std::string& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    });
}

Value World::resource(const std::string& kind, const std::string& name, const std::string& ns) const {
    std::vector<const Value*> found;
    std::vector<std::string> others;
    for (const Value& one : resources) {
        if (!isSameKind(text::textAt(*one.data, {"kind"}), kind))
            continue;
        bool isIt = nameOf(*one.data) == name && (ns.empty() || namespaceOf(*one.data) == ns);
        if (isIt)
            found.push_back(&one);
        else
            others.push_back("`" + nameOf(*one.data) + "`");
    }
    if (found.size() == 1)
        return *found[0];
    if (found.size() > 1)
        return fault(fmt::format("there are {} `{}(\"{}\")`: name the namespace, or walk `resources`", found.size(),
                                 kind, name));
    return missing(others.empty()
                       ? fmt::format("there is no `{}(…)`", kind)
                       : fmt::format("there is no `{}(\"{}\")`, but {}", kind, name, fmt::join(others, ", ")));
}

} // namespace stackc::testing
