#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/layout.h"
#include "values/context.h"

namespace stackc::values {

/// Where a parameter stands, and when it counts.
struct Standing {
    std::string path; ///< elements are `[]` and `<name>`
    std::string when; ///< "when `dispatch.backend` is `redis`"; empty: always
    bool isInElement = false;

    Standing at(const std::string& key) const { return {joinPath(path, key), when, isInElement}; }
    Standing element(bool isList) const { return {path + (isList ? "[]" : ".<name>"), "", true}; }
    Standing whenIs(const std::string& key, const std::string& value) const {
        return {path, "when `" + joinPath(path, key) + "` is `" + value + "`", isInElement};
    }
};

/// A parameter's description: its doc, and the choices of an enum or tag.
std::string describe(const Context& context, const core::Field& field);
/// The same, and when the parameter must be given, if it must and `value`, what it has so far, is null or `""`.
std::string describe(const Context& context, const core::Field& field, const Standing& standing,
                     const nlohmann::ordered_json* value);
/// The choices of a variant's tag: "One of memory, raft, redis."
std::string choices(const core::Type& type);
/// The description of a variant's tag: what there is to say of the variant, and the choices.
std::string tagText(const core::Type& variant, const std::string& description);
/// The heading under which a top-level field stands; empty if it has none.
const std::string& sectionOf(const core::Placed& placed);
/// The text with a full stop, unless it ends in a mark of its own.
std::string sentence(std::string text);
/// The text in lines of at most `width` characters, broken between words; its own line breaks are kept.
std::vector<std::string> wrap(std::string_view text, size_t width);

} // namespace stackc::values
