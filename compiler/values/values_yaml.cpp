#include "values/values_yaml.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "text/characters.h"
#include "text/utf8.h"
#include "values/constraints.h"
#include "values/doc_text.h"
#include "values/encode.h"
#include "values/example.h"
#include "values/members.h"
#include "values/yaml_text.h"

namespace stackc::values {

using core::Field;
using core::Type;
using core::TypeKind;
using Json = nlohmann::ordered_json;

std::string choices(const Type& type) {
    std::string text;
    for (const core::Case& item : type.cases)
        text += (text.empty() ? "One of " : ", ") + item.key;
    return text.empty() ? text : text + ".";
}

std::string sentence(std::string text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n'))
        text.pop_back();
    if (!text.empty() && std::string_view(".!?:;").find(text.back()) == std::string_view::npos)
        text += '.';
    return text;
}

namespace {

/// In one line, as YAML has it between braces.
std::string flow(const Json& value) {
    if (!value.is_object())
        return value.is_string() ? yamlScalar(value.get<std::string>()) : value.dump();
    std::string text;
    for (const auto& [key, member] : value.items())
        text += (text.empty() ? "" : ", ") + yamlScalar(key) + ": " + flow(member);
    return "{" + text + "}";
}

/// What may stand in place of the text of a textual variant; empty for other types. What `""` says all of needs no map.
std::string insteadOfText(const Context& context, const Type& type) {
    std::vector<std::string> forms;
    if (type.isTextual())
        for (const core::Case& item : type.cases)
            if (!item.fromText && (!item.fromEmpty || item.payload.valid()))
                forms.push_back(
                    "`" + yamlScalar(item.key) + ": " +
                    flow(item.payload.valid() ? exampleOf(context, context.type(item.payload)) : Json::object()) + "`");
    return fmt::format("{}", fmt::join(forms, " or "));
}

/// The doc, or the choices, of what the field holds.
std::string withoutForms(const Context& context, const Field& field) {
    const Type* type = &context.type(field.type);
    if (type->kind == TypeKind::Optional)
        type = &context.type(type->element);
    std::string doc = field.doc.empty() ? type->doc : field.doc;
    if (ir::NodeRef empty = meantByEmpty(context, context.type(field.type), &field))
        return (doc.empty() ? doc : sentence(doc) + " ") + "Empty: " + empty->text + ".";
    if (type->kind != TypeKind::Enum)
        return doc;
    std::string list = choices(*type);
    return doc.empty() ? list : sentence(doc) + " " + list;
}

} // namespace

std::string describe(const Context& context, const Field& field) {
    std::string doc = withoutForms(context, field);
    const Type* type = &context.type(field.type);
    if (type->kind == TypeKind::Optional)
        type = &context.type(type->element);
    bool isCollection = type->kind == TypeKind::List || type->kind == TypeKind::Map;
    std::string forms = insteadOfText(context, isCollection ? context.type(type->element) : *type);
    if (forms.empty())
        return doc;
    return (doc.empty() ? doc : sentence(doc) + " ") + (isCollection ? "Each a text, or " : "Instead of a text: ") +
           forms + ".";
}

std::string describe(const Context& context, const Field& field, const Standing& standing, const Json* value) {
    std::string doc = describe(context, field);
    bool isOpen = value == nullptr || *value == "";
    bool isEmpty = !standing.isInElement && isClearable(context.program.types, context.type(field.type));
    if (!isOpen || isEmpty || hasDefault(context, field) || isSwitched(context.type(field.type)))
        return doc;
    std::string required = standing.when.empty() ? "Required." : "Required " + standing.when + ".";
    return doc.empty() ? required : sentence(doc) + " " + required;
}

std::string tagText(const Type& variant, const std::string& description) {
    return description.empty() ? choices(variant) : sentence(description) + " " + choices(variant);
}

const std::string& sectionOf(const core::Placed& placed) {
    return placed.outer->section.empty() ? placed.field->section : placed.outer->section;
}

std::vector<std::string> wrap(std::string_view text, size_t width) {
    std::vector<std::string> lines;
    for (const std::string& given : text::shownLines(text)) {
        std::string line;
        for (size_t at = 0; at < given.size();) {
            size_t stop = std::min(given.find(' ', at), given.size());
            std::string word = given.substr(at, stop - at);
            if (!word.empty()) {
                if (!line.empty() && text::countRunes(line) + 1 + text::countRunes(word) > width) {
                    lines.push_back(line);
                    line.clear();
                }
                line += (line.empty() ? "" : " ") + word;
            }
            at = stop + 1;
        }
        lines.push_back(line);
    }
    while (!lines.empty() && lines.back().empty())
        lines.pop_back();
    return lines;
}

namespace {

class Writer {
public:
    explicit Writer(const Context& context) : context_(context) {}

    std::string text;

    void root(const Type& type, const Json& values) {
        std::string section;
        for (const core::Placed& item : core::layout(context_.program.types, type)) {
            if (!text.empty())
                text += '\n';
            const std::string& own = sectionOf(item);
            if (own != section && !own.empty())
                text += "## " + text::shownLine(own) + "\n\n";
            section = own;
            field(*item.field, values, {}, 0);
        }
        if (type.fields.empty())
            text = "{}\n";
    }

private:
    static constexpr int step_ = 2;

    void line(int indent, const std::string& content) {
        text.append(static_cast<size_t>(indent), ' ');
        text += content + "\n";
    }

    void doc(const std::string& content, int indent) {
        bool first = !isExample_; // tools that read `# --` know no elements
        for (const std::string& part : wrap(content, 96 - static_cast<size_t>(indent))) {
            line(indent, first ? "# -- " + part : part.empty() ? "#" : "# " + part);
            first = false;
        }
    }

    void field(const Field& item, const Json& object, const Standing& outer, int indent) {
        const Type& type = context_.type(item.type);
        if (item.flat) {
            tagged(type, describe(context_, item), object, outer, indent);
            return;
        }
        const Json* found = members_.find(object, item.key);
        bool isSwitch = found != nullptr && found->is_object() && type.kind == TypeKind::Optional &&
                        isSwitched(context_.type(type.element));
        if (!isSwitch) // else it is the doc of `enabled`
            doc(describe(context_, item, outer, found), indent);
        if (found == nullptr)
            line(indent, (isExample_ ? "" : "# ") + yamlScalar(item.key) + ":");
        else
            value(item, *found, outer.at(item.key), indent);
    }

    void value(const Field& item, const Json& json, const Standing& here, int indent) {
        const Type& type = context_.type(item.type);
        bool optional = type.kind == TypeKind::Optional;
        const Type& payload = optional ? context_.type(type.element) : type;
        if (!isSwitched(payload) || payload.open || !json.is_object()) {
            plain(item.key, payload, json, here, indent);
            return;
        }
        if (json.empty()) {
            nothing(item.key, payload, json, here, indent);
            return;
        }
        line(indent, yamlScalar(item.key) + ":");
        if (optional) {
            doc(describe(context_, item), indent + step_);
            line(indent + step_, std::string("enabled: ") + (json["enabled"].get<bool>() ? "true" : "false"));
        }
        members(payload, json, optional ? here.whenIs("enabled", "true") : here, indent + step_);
    }

    /// A value that is written as it is, and what elements it may have.
    void plain(const std::string& key, const Type& type, const Json& json, const Standing& here, int indent) {
        const Type* element = elementsOf(context_, type);
        bool isShown = element != nullptr && std::find(open_.begin(), open_.end(), element) == open_.end();
        if (isShown && isExample_) {
            line(indent, yamlScalar(key) + ":");
            example(type, *element, here, indent + step_);
            return;
        }
        text.append(static_cast<size_t>(indent), ' ');
        text += yamlScalar(key) + ":" + writeYamlAfterKey(json, {indent, step_, true});
        if (!isShown)
            return;
        Writer inner(context_);
        inner.isExample_ = true;
        inner.example(type, *element, here, 0);
        for (size_t at = 0, end = 0; at < inner.text.size(); at = end + 1) {
            end = inner.text.find('\n', at);
            line(indent + step_, "# " + inner.text.substr(at, end - at));
        }
    }

    void example(const Type& collection, const Type& element, const Standing& here, int indent) {
        bool isList = collection.kind == TypeKind::List;
        line(indent, isList ? "-" : "<name>:");
        examples_.push_back(exampleOf(context_, element));
        open_.push_back(&element);
        members(element, examples_.back(), here.element(isList), indent + step_);
        open_.pop_back();
    }

    /// A record without a field that has a value: its unset fields follow as comments.
    void nothing(const std::string& key, const Type& payload, const Json& json, const Standing& here, int indent) {
        line(indent, yamlScalar(key) + ": {}");
        if (payload.kind == TypeKind::Record && !isExample_)
            fields(payload, json, here, indent + step_);
    }

    void members(const Type& payload, const Json& json, const Standing& here, int indent) {
        if (payload.kind == TypeKind::Record)
            fields(payload, json, here, indent);
        else
            tagged(payload, "", json, here, indent);
    }

    void fields(const Type& record, const Json& json, const Standing& here, int indent) {
        for (const core::Placed& item : core::layout(context_.program.types, record))
            field(*item.field, json, here, indent);
    }

    void tagged(const Type& variant, const std::string& description, const Json& json, const Standing& here,
                int indent) {
        doc(tagText(variant, description), indent);
        line(indent, yamlScalar(variant.tagKey) + ": " + yamlScalar(json[variant.tagKey].get<std::string>()));
        for (const Field& member : payloadFields(variant))
            field(member, json, here.whenIs(variant.tagKey, member.key), indent);
    }

    const Context& context_;
    Members members_;
    bool isExample_ = false;
    std::deque<Json> examples_;     ///< they stay as they are, for `members_`
    std::vector<const Type*> open_; ///< the elements around, as types may hold themselves
};

} // namespace

std::string valuesYaml(const Context& context, ir::NodeRef value) {
    core::TypeId type = context.program.valuesType;
    Writer writer(context);
    writer.root(context.type(type), encode(context, type, value));
    return writer.text;
}

} // namespace stackc::values
