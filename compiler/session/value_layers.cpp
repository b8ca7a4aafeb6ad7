#include "session/value_layers.h"

#include "core/declared.h"
#include "diag/suggest.h"
#include "inspect/default_place.h"
#include "inspect/value_path.h"
#include "session/parts.h"
#include "session/user_values.h"
#include "text/yaml_tree.h"
#include "values/renamed.h"
#include "values/secrets.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::session {

namespace {

/// The number of a part of a path that is an element, `[3]`.
std::optional<size_t> indexOf(const std::string& part) {
    size_t index = 0;
    const char* end = part.data() + part.size();
    bool isElement = part.size() > 2 && part.front() == '[';
    return isElement && std::from_chars(part.data() + 1, end, index).ptr == end - 1 ? std::optional(index)
                                                                                    : std::nullopt;
}

/// What stands at the path; null if nothing does.
const Json* at(const Json& values, const std::string& path) {
    const Json* found = &values;
    for (const std::string& part : core::splitPath(path)) {
        auto index = indexOf(part);
        if (index && found->is_array() && *index < found->size())
            found = &(*found)[*index];
        else if (found->is_object() && found->contains(part))
            found = &(*found)[part];
        else
            return nullptr;
    }
    return found;
}

std::string shownAt(const core::Program& program, const std::string& path, const Json& value) {
    Json shown = values::withoutSecrets(program.types, core::declaredAt(program, path).type, value);
    return shown.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// What a layer says of the path: at it, or at a part of it that is no map, and so replaces what is below.
struct Said {
    std::string path;
    const Json* value = nullptr;
    size_t line = 0; ///< of a file
};

std::optional<Said> saidIn(const Json& values, const std::string& path) {
    for (std::string outer = path; !outer.empty(); outer = inspect::outerPath(outer)) {
        const Json* value = at(values, outer);
        if (value == nullptr)
            continue;
        bool isIt = outer == path || !value->is_object();
        return isIt ? std::optional(Said{outer, value, 0}) : std::nullopt;
    }
    return std::nullopt;
}

size_t lineAt(const std::string& text, size_t offset) {
    auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return 1 + static_cast<size_t>(std::count(text.begin(), end, '\n'));
}

/// The line of what stands at the path in a file.
size_t lineOf(const std::string& text, const std::string& path) {
    std::vector<text::YamlNode> documents;
    text::YamlError error;
    if (!text::readYamlStream(text, documents, error, {.lastKeyWins = true}) || documents.empty())
        return 0;
    const text::YamlNode* node = &documents.front();
    size_t line = node->line;
    for (const std::string& part : core::splitPath(path)) {
        auto index = indexOf(part);
        size_t number = index.value_or(node->items.size());
        if (!index)
            for (size_t i = 0; i < node->keys.size(); ++i)
                if (node->keys[i].text == part) {
                    number = i;
                    line = lineAt(text, node->keys[i].offset);
                }
        if (number >= node->items.size())
            break;
        node = &node->items[number];
        line = index ? node->line : line;
    }
    return line;
}

class Layers {
public:
    Layers(Compilation& compilation, inspect::ExplainedValue& explained)
        : compilation_(compilation), explained_(explained),
          steps_(core::declaredAt(compilation.program, explained.path).steps) {}

    void byDefault() {
        if (const Json* value = at(compilation_.defaults(), explained_.path))
            add("default", explained_.path, inspect::defaultAt(compilation_.program, explained_.path), *value);
    }

    /// Parents come first.
    void environment(const core::Environment& environment) {
        if (const core::Environment* parent = compilation_.environment(environment.parent))
            this->environment(*parent);
        const Json& values = compilation_.environmentValues(environment);
        for (const core::Assignment& assignment : environment.assignments) {
            size_t common = std::min(assignment.path.size(), steps_.size());
            if (!std::equal(steps_.begin(), steps_.begin() + static_cast<std::ptrdiff_t>(common),
                            assignment.path.begin()))
                continue;
            std::string path = explained_.path;
            for (size_t i = common; i < assignment.path.size(); ++i)
                path = values::joinPath(path, assignment.path[i]);
            if (const Json* value = at(values, path))
                add("environment " + environment.name, path, assignment.span, *value);
        }
    }

    void file(const Inputs::ValuesFile& file) {
        Json values;
        text::YamlError error;
        if (!text::readValues(file.text, values, error))
            return; // which is told where the values are made
        if (auto said = saidIn(values, explained_.path))
            explained_.layers.push_back({"-f " + file.path, said->path, file.path, lineOf(file.text, said->path),
                                         shownAt(compilation_.program, said->path, *said->value)});
    }

    void set(const Inputs::Set& set, const Inputs& inputs) {
        Json values = Json::object();
        std::string error;
        if (!applySet(values, set, inputs, error))
            return;
        if (auto said = saidIn(values, explained_.path))
            explained_.layers.push_back(
                {optionOf(set.kind), said->path, "", 0, shownAt(compilation_.program, said->path, *said->value)});
    }

private:
    void add(std::string layer, std::string path, core::Span span, const Json& value) {
        const source::SourceManager& sources = compilation_.sources;
        std::string shown = shownAt(compilation_.program, path, value);
        inspect::ValueLayer made{std::move(layer), std::move(path), "", 0, std::move(shown)};
        if (span.valid()) {
            made.file = sources.path(span.file);
            made.line = sources.position(span.file, span.begin).line;
        }
        explained_.layers.push_back(std::move(made));
    }

    Compilation& compilation_;
    inspect::ExplainedValue& explained_;
    std::vector<std::string> steps_;
};

/// All places of a record, some steps deep.
void addPlaces(const core::Program& program, core::TypeId id, const std::string& path, size_t depth,
               std::vector<std::string>& places) {
    constexpr size_t deepest = 8;
    while (id.valid() && program.types[id].kind == core::TypeKind::Optional)
        id = program.types[id].element;
    if (!id.valid() || depth > deepest)
        return;
    const core::Type& type = program.types[id];
    for (const core::Field& field : type.fields) {
        std::string inner = field.flat ? path : values::joinPath(path, field.key);
        if (!field.flat)
            places.push_back(inner);
        addPlaces(program, field.type, inner, depth + 1, places);
    }
    if (!type.tagKey.empty())
        places.push_back(values::joinPath(path, type.tagKey));
    for (const core::Case& one : type.cases)
        addPlaces(program, one.payload, values::joinPath(path, one.key), depth + 1, places);
}

const core::Field* fieldAt(const core::Program& program, core::TypeId id, const std::vector<std::string>& steps,
                           size_t depth) {
    while (id.valid() && program.types[id].kind == core::TypeKind::Optional)
        id = program.types[id].element;
    if (!id.valid() || depth >= steps.size())
        return nullptr;
    for (const core::Field& field : program.types[id].fields)
        if (field.key == steps[depth])
            return depth + 1 == steps.size() ? &field : fieldAt(program, field.type, steps, depth + 1);
    return nullptr;
}

} // namespace

bool addLayers(Compilation& compilation, const core::Environment* environment, const Inputs& inputs,
               inspect::ExplainedValue& explained) {
    std::optional<Json> user = userValues(compilation, environment, inputs);
    if (!user)
        return false;
    Layers layers(compilation, explained);
    layers.byDefault();
    if (environment != nullptr)
        layers.environment(*environment);
    for (const Inputs::ValuesFile& file : inputs.files)
        layers.file(file);
    for (const Inputs::Set& set : inputs.sets)
        layers.set(set, inputs);
    const Json merged = valuesOf(compilation, *user);
    if (const Json* value = at(merged, explained.path))
        explained.effective = shownAt(compilation.program, explained.path, *value);
    return !compilation.sink.hasErrors();
}

std::string docOf(const core::Program& program, const std::string& path) {
    const core::Field* field = fieldAt(program, program.valuesType, core::declaredAt(program, path).steps, 0);
    return field != nullptr ? field->doc : "";
}

std::string hintOf(const core::Program& program, const std::string& place, const std::string& path) {
    for (const core::RenamedField& one : core::renamedFields(program.types, program.types[program.valuesType])) {
        std::string former = values::pathText(one.from), now = values::pathText(one.to);
        if (!inspect::leadsInto(path, former))
            continue;
        now += path.substr(former.size());
        now.erase(0, now.starts_with('.') ? 1 : 0); // of a flat field
        if (!now.empty())
            return fmt::format("it is `{}{}` now", place, now);
    }
    std::vector<std::string> places;
    addPlaces(program, program.valuesType, "", 0, places);
    std::string near = diag::suggestName(path, places);
    return near.empty() ? "" : diag::didYouMean(place + near);
}

} // namespace stackc::session
