#include "session/value_layers.h"

#include "core/declared.h"
#include "diag/suggest.h"
#include "inspect/default_place.h"
#include "inspect/value_path.h"
#include "session/parts.h"
#include "session/user_values.h"
#include "session/value_place.h"
#include "text/yaml_tree.h"
#include "values/renamed.h"
#include "values/secrets.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::session {

namespace {

std::string shownAt(const core::Program& program, const std::string& path, const Json& value) {
    Json shown = values::withoutSecrets(program.types, core::declaredAt(program, path).type, value);
    return shown.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// What a layer says of the path: at it, or at a part of it that is no map, and so replaces what is below.
struct Said {
    std::string path;
    const Json* value = nullptr;
    std::string now; ///< the place in the values that it is read at
};

std::optional<Said> saidIn(const core::Program& program, const Json& values, const std::string& path) {
    for (std::string outer = path; !outer.empty(); outer = inspect::outerPath(outer)) {
        const ValuePlace place = placeIn(program, values, core::splitPath(outer));
        if (place.value == nullptr || place.isCut)
            continue;
        bool isIt = outer == path || !place.value->is_object();
        return isIt ? std::optional(Said{outer, place.value, outer}) : std::nullopt;
    }
    return std::nullopt;
}

/// What is said under old keys of the path, of parts of it, or of more than it: the places are the old ones.
std::vector<Said> saidUnderOld(const core::Program& program, const values::RenamedValues& renamed, const Json& values,
                               const std::string& path) {
    std::vector<Said> said;
    for (const values::Renamed& one : renamed.all)
        for (const values::Move& move : one.moves) {
            const std::string from = values::pathText(move.from), to = values::pathText(move.to);
            const Json* old = values::given(values, move.from);
            if (old == nullptr || (move.skipsEmpty && *old == ""))
                continue;
            if (inspect::leadsInto(to, path))
                said.push_back({from, old, to});
            else if (inspect::leadsInto(path, to))
                if (auto inner = saidIn(program, values, from + path.substr(to.size())))
                    said.push_back({inner->path, inner->value, to + inner->path.substr(from.size())});
        }
    return said;
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
        bool isElement = node->kind == text::YamlNode::Kind::List;
        size_t number = node->items.size();
        for (size_t i = 0; i < node->items.size(); ++i)
            if (isElement ? part == fmt::format("[{}]", i) : node->keys[i].text == part) {
                number = i;
                line = isElement ? node->items[i].line : lineAt(text, node->keys[i].offset);
            }
        if (number >= node->items.size())
            break;
        node = &node->items[number];
    }
    return line;
}

class Layers {
public:
    Layers(Compilation& compilation, const Json& effective, inspect::ExplainedValue& explained)
        : compilation_(compilation), program_(compilation.program),
          renamed_(values::renamedValues(compilation.context())), explained_(explained),
          steps_(stepsByKey(program_, effective, core::declaredAt(program_, explained.path).steps)) {}

    void byDefault() {
        const ValuePlace place = placeIn(program_, compilation_.defaults(), steps_);
        if (place.value != nullptr && !place.isCut)
            add("default", place.path(), inspect::defaultAt(program_, place.path()), *place.value);
    }

    /// Parents come first.
    void environment(const core::Environment& environment) {
        const core::Environment* parent = compilation_.environment(environment.parent);
        if (parent != nullptr)
            this->environment(*parent);
        const Json& before = parent != nullptr ? compilation_.environmentValues(*parent) : compilation_.defaults();
        for (const core::Assignment& assignment : environment.assignments)
            this->assignment(environment, before, assignment);
    }

    void file(const Inputs::ValuesFile& file) {
        Json values;
        text::YamlError error;
        if (!text::readValues(file.text, values, error))
            return; // which is told where the values are made
        given("-f " + file.path, values, &file);
    }

    void set(const Inputs::Set& set, const Inputs& inputs) {
        Json values = Json::object();
        std::string error;
        if (applySet(values, set, inputs, error))
            given(optionOf(set.kind), values, nullptr);
    }

    /// Old keys count before all others, whichever layer has them.
    void oldKeys() {
        for (inspect::ValueLayer& layer : old_)
            explained_.layers.push_back(std::move(layer));
    }

private:
    void assignment(const core::Environment& environment, const Json& before, const core::Assignment& assignment) {
        const Json& values = compilation_.environmentValues(environment);
        const ValuePlace wanted = placeIn(program_, values, steps_), set = placeIn(program_, values, assignment.path);
        const std::string path = wanted.path(), part = set.path();
        if (inspect::leadsInto(part, path) && !wanted.isCut) {
            add("environment " + environment.name, part, assignment.span, set.value != nullptr ? *set.value : Json());
        } else if (inspect::leadsInto(path, part) && wanted.value != nullptr) {
            // Of a list that more is appended to, other elements are as they were.
            const ValuePlace former = placeIn(program_, before, steps_);
            bool isElement = set.value != nullptr && set.value->is_array();
            if (!isElement || former.value == nullptr || *former.value != *wanted.value)
                add("environment " + environment.name, path, assignment.span, *wanted.value);
        }
    }

    /// What a file, or a single value (null), gives.
    void given(const std::string& layer, const Json& values, const Inputs::ValuesFile* file) {
        auto made = [&](const Said& said, const std::string& now) {
            size_t line = file != nullptr ? lineOf(file->text, said.path) : 0;
            return inspect::ValueLayer{layer, said.path, file != nullptr ? file->path : "", line,
                                       shownAt(program_, now, *said.value)};
        };
        const Json now = values::withoutOld(compilation_.context(), values);
        auto said = saidIn(program_, now, explained_.path);
        bool hasOldOnly = said && said->value->empty() && *said->value != *saidIn(program_, values, said->path)->value;
        if (said && !hasOldOnly)
            explained_.layers.push_back(made(*said, said->path));
        for (const Said& said : saidUnderOld(program_, renamed_, values, explained_.path))
            old_.push_back(made(said, said.now));
    }

    void add(std::string layer, std::string path, core::Span span, const Json& value) {
        const source::SourceManager& sources = compilation_.sources;
        std::string shown = shownAt(program_, path, value);
        inspect::ValueLayer made{std::move(layer), std::move(path), "", 0, std::move(shown)};
        if (span.valid()) {
            made.file = sources.path(span.file);
            made.line = sources.position(span.file, span.begin).line;
        }
        explained_.layers.push_back(std::move(made));
    }

    Compilation& compilation_;
    const core::Program& program_;
    const values::RenamedValues renamed_;
    inspect::ExplainedValue& explained_;
    std::vector<std::string> steps_; ///< elements by what their merge key says: their numbers differ between layers
    std::vector<inspect::ValueLayer> old_;
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

bool addLayers(Compilation& compilation, const core::Environment* environment, const Inputs& inputs, const Json& user,
               inspect::ExplainedValue& explained) {
    Json merged = valuesOf(compilation, user);
    merged = values::carried(values::renamedValues(compilation.context()), merged,
                             values::withoutOld(compilation.context(), merged), values::Taking::Done);
    const std::vector<std::string> steps = core::splitPath(explained.path);
    const ValuePlace place = placeIn(compilation.program, merged, steps);
    explained.path = place.value != nullptr && !place.isCut ? place.path() : explained.path;
    Layers layers(compilation, merged, explained);
    layers.byDefault();
    if (environment != nullptr)
        layers.environment(*environment);
    for (const Inputs::ValuesFile& file : inputs.files)
        layers.file(file);
    for (const Inputs::Set& set : inputs.sets)
        layers.set(set, inputs);
    layers.oldKeys();
    if (place.value != nullptr && !place.isCut)
        explained.effective = shownAt(compilation.program, explained.path, *place.value);
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
