#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "kube/library.h"
#include "text/characters.h"
#include "values/constraints.h"
#include "values/doc_text.h"
#include "values/encode.h"
#include "values/example.h"
#include "values/values_yaml.h"

namespace stackc::values {

using core::Field;
using core::Type;
using core::TypeKind;
using Json = nlohmann::ordered_json;

namespace {

std::string cell(const std::string& content) {
    std::string out;
    for (char c : text::shownLine(content))
        (c == '|' ? out += '\\' : out) += c;
    return out;
}

/// The first sentence.
std::string firstSentence(std::string_view text) {
    size_t end = std::min({text.find(". "), text.find(".\n"), text.find('\n')});
    return end == std::string_view::npos ? std::string(text) : std::string(text.substr(0, end));
}

/// A value as it would be written after `--set x=`, but for lists and maps.
std::string shownValue(const Json& value) {
    bool isPlain = value.is_string() && !value.get_ref<const std::string&>().empty();
    return isPlain ? value.get<std::string>() : value.dump();
}

/// Inline code; longer fences where the text has backticks of its own.
std::string code(const std::string& content) {
    size_t longest = 0;
    for (size_t at = content.find('`'); at != std::string::npos; at = content.find('`', at)) {
        size_t end = std::min(content.find_first_not_of('`', at), content.size());
        longest = std::max(longest, end - at);
        at = end;
    }
    std::string fence(longest + 1, '`');
    return longest == 0 ? fence + content + fence : fence + " " + content + " " + fence;
}

class Tables {
public:
    explicit Tables(const Context& context) : context_(context) {}

    std::string write(const Type& type, const Json& values) {
        // What has no section comes first, and needs no heading of its own.
        std::vector<std::pair<std::string, std::string>> sections = {{"", ""}};
        for (const core::Placed& item : core::layout(context_.program.types, type)) {
            const std::string& name = sectionOf(item);
            auto found = std::find_if(sections.begin(), sections.end(), [&](auto& s) { return s.first == name; });
            if (found == sections.end())
                found = sections.insert(sections.end(), {name, ""});
            rows_ = &found->second;
            field(*item.field, {}, values);
        }
        std::string text;
        for (const auto& [name, rows] : sections) {
            if (rows.empty())
                continue;
            text += text.empty() ? "" : "\n";
            if (!name.empty())
                text += "### " + text::shownLine(name) + "\n\n";
            text += "| Parameter | Description | Default |\n| --- | --- | --- |\n" + rows;
        }
        return text;
    }

private:
    void row(const std::string& path, const std::string& description, const Json* value) {
        std::string shown = value == nullptr ? "" : code(shownValue(*value));
        *rows_ += "| " + cell(code(path)) + " | " + cell(description) + " | " + cell(shown) + " |\n";
    }

    void field(const Field& item, const Standing& outer, const Json& object) {
        const Type& type = context_.type(item.type);
        if (item.flat) {
            members(type, describe(context_, item), outer, object);
            return;
        }
        bool optional = type.kind == TypeKind::Optional;
        const Type& payload = optional ? context_.type(type.element) : type;
        Standing here = outer.at(item.key);
        auto found = object.find(item.key);
        const Json* value = found == object.end() ? nullptr : &*found;
        if (value != nullptr && payload.kind == TypeKind::Native && value->is_object() && !value->empty()) {
            row(here.path, describe(context_, item), nullptr);
            native(payload.native, here.path, "", *value);
            return;
        }
        if (value == nullptr || !isSwitched(payload) || !value->is_object()) {
            row(here.path, describe(context_, item, outer, value), value);
            elements(payload, here);
            return;
        }
        if (optional)
            row(here.at("enabled").path, describe(context_, item), &(*value)["enabled"]);
        else if (speaksForFields(payload, item))
            row(here.path, describe(context_, item), nullptr);
        members(payload, optional ? "" : describe(context_, item), optional ? here.whenIs("enabled", "true") : here,
                *value);
    }

    /// Has the record a description, and a field that has none?
    static bool speaksForFields(const Type& record, const Field& item) {
        return record.kind == TypeKind::Record && !item.doc.empty() &&
               std::any_of(record.fields.begin(), record.fields.end(), [](const Field& f) { return f.doc.empty(); });
    }

    void elements(const Type& collection, const Standing& here) {
        const Type* element = elementsOf(context_, collection);
        if (element == nullptr || std::find(open_.begin(), open_.end(), element) != open_.end())
            return;
        open_.push_back(element);
        members(*element, "", here.element(collection.kind == TypeKind::List), exampleOf(context_, *element));
        open_.pop_back();
    }

    /// What a default holds inside of an object of Kubernetes, with the first sentence of the field's own doc.
    /// `doc` is that of the object, which the entries of a map have no other than.
    void native(kube::TypeId id, const std::string& outer, std::string_view doc, const Json& object) {
        const kube::Library& library = context_.program.types.natives();
        kube::Type type = library.type(id);
        for (const auto& [key, value] : object.items()) {
            std::optional<kube::Field> field = type.fields.find(key);
            kube::TypeId inner = field ? field->type : type.element;
            std::string path = joinPath(outer, key);
            std::string_view text = field ? field->doc : doc;
            if (value.is_object() && !value.empty() && (field || type.shape == kube::Shape::Map))
                native(inner, path, text, value);
            else
                row(path, firstSentence(text), &value);
        }
    }

    void members(const Type& payload, const std::string& description, const Standing& here, const Json& value) {
        if (payload.kind == TypeKind::Record) {
            for (const core::Placed& inner : core::layout(context_.program.types, payload))
                field(*inner.field, here, value);
            return;
        }
        row(here.at(payload.tagKey).path, tagText(payload, description), &value[payload.tagKey]);
        for (const Field& member : payloadFields(payload))
            field(member, here.whenIs(payload.tagKey, member.key), value);
    }

    const Context& context_;
    std::vector<const Type*> open_; ///< the elements around, as types may hold themselves
    std::string* rows_ = nullptr;
};

} // namespace

std::string parameterTables(const Context& context, ir::NodeRef value) {
    core::TypeId type = context.program.valuesType;
    return Tables(context).write(context.type(type), encode(context, type, value));
}

} // namespace stackc::values
