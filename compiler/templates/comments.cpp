#include "templates/comments.h"

#include "templates/parameters.h"
#include "templates/shared_names.h"

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

/// What a template does its work for, "`cart` and `orders`": what its name says, or all that it stands for. Nothing of
/// one that has the plain name of its kind, or that only a number tells apart.
std::string ofText(const Define& define) {
    const std::string own = partsOf(define.name, define.name.substr(0, define.name.find('.'))).rest;
    if (own.find_first_not_of("0123456789") == std::string::npos)
        return {};
    const std::vector<std::string> words = define.of.size() > 1 ? define.of : std::vector{own};
    std::string text = "`" + words[0] + "`";
    for (size_t i = 1; i < words.size(); ++i)
        text += fmt::format("{}`{}`", i + 1 == words.size() ? " and " : ", ", words[i]);
    return text;
}

std::string likeText(const std::string& other, const std::string& of) {
    return of.empty() ? fmt::format("Like `{}`.", other) : fmt::format("Like `{}`, of {}.", other, of);
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
                define.comment = likeText(first->second, ofText(define));
            else if (const std::string of = ofText(define); define.of.size() > 1 && !of.empty())
                define.comment += (define.comment.empty() ? "" : "\n") + fmt::format("Of {}.", of);
            auto taken = parameters.find(define.name);
            bool saysIt = define.comment.find("Takes `") != std::string::npos;
            if (saysIt || taken == parameters.end())
                continue;
            const std::string takes = takesText(taken->second);
            define.comment += (define.comment.empty() || takes.empty() ? "" : "\n") + takes;
        }
}

} // namespace stackc::templates
