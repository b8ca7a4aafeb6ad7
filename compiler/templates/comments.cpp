#include "templates/comments.h"

#include "templates/parameters.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace stackc::templates {

namespace {

/// The chart's root comes first.
std::string takesText(const std::set<std::string>& keys) {
    std::vector<std::string> names;
    for (const std::string& key : keys)
        names.insert(key == "root" ? names.begin() : names.end(), "`" + key + "`");
    return names.empty() ? std::string() : fmt::format("Takes {}.", fmt::join(names, ", "));
}

/// Of a template that does what another one does, for something else: `cart` of `shop.image.cart`.
std::string likeText(const std::string& other, const std::string& name) {
    const size_t kind = name.find('.', name.find('.') + 1);
    return kind == std::string::npos ? fmt::format("Like `{}`.", other)
                                     : fmt::format("Like `{}`, of `{}`.", other, name.substr(kind + 1));
}

} // namespace

void finishComments(Templates& templates) {
    const std::vector<Body*> bodies{&templates.helpers, &templates.files, &templates.checks};
    Body all;
    for (const Body* body : bodies)
        all.insert(all.end(), body->begin(), body->end());
    const Parameters parameters = parametersOf(all);
    std::map<std::string, std::string> said; // and by whom first
    for (Body* body : bodies)
        for (Block& block : *body) {
            Define& define = std::get<Define>(block.node);
            if (auto [first, fresh] = said.try_emplace(define.comment, define.name); !fresh && !define.comment.empty())
                define.comment = likeText(first->second, define.name);
            auto taken = parameters.find(define.name);
            bool saysIt = define.comment.find("Takes `") != std::string::npos;
            if (saysIt || taken == parameters.end())
                continue;
            const std::string takes = takesText(taken->second);
            define.comment += (define.comment.empty() || takes.empty() ? "" : "\n") + takes;
        }
}

} // namespace stackc::templates
