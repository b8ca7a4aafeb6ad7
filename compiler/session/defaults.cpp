#include "session/defaults.h"

#include "core/layout.h"
#include "values/decode.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <unordered_map>

namespace stackc::session {

namespace {

/// Does `path` lead to what is at `outer`, or into it?
bool leadsInto(const std::string& path, const std::string& outer) {
    return path.starts_with(outer) &&
           (path.size() == outer.size() || path[outer.size()] == '.' || path[outer.size()] == '[');
}

/// Does it lead to one of the keys that a flat field has in the record at `prefix`, or into it?
bool leadsIntoFlat(const core::Program& program, const core::Field& field, const std::string& prefix,
                   const std::string& path) {
    const core::Type& type = program.types[field.type];
    std::vector<std::string> keys =
        type.kind == core::TypeKind::Record ? core::keysOfRecord(program.types, type) : core::keysOfTagged(type);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const std::string& key) { return leadsInto(path, values::joinPath(prefix, key)); });
}

/// The innermost expression of the defaults that gives what is at `path`, a path into the record at `prefix`; invalid
/// where none does.
core::ExprId givenAt(const core::Program& program, core::TypeId record, core::ExprId value, const std::string& prefix,
                     const std::string& path) {
    const auto* literal = std::get_if<core::RecordExpr>(&program[value].node);
    if (program.types[record].kind != core::TypeKind::Record || literal == nullptr || literal->base.valid())
        return value;
    for (const core::Field& field : program.types[record].fields) {
        std::string at = field.flat ? prefix : values::joinPath(prefix, field.key);
        if (!(field.flat ? leadsIntoFlat(program, field, prefix, path) : leadsInto(path, at)))
            continue;
        auto given = std::find_if(literal->entries.begin(), literal->entries.end(),
                                  [&](const core::Entry& entry) { return entry.key == field.name; });
        return given == literal->entries.end() ? core::ExprId{} : givenAt(program, field.type, given->value, at, path);
    }
    return value;
}

/// Where a value holds what only an installation, or who installs, can give: a case that `""` stands for, such as a
/// secret that is generated or required.
void leftOpen(const values::Context& context, core::TypeId id, ir::NodeRef value, const std::string& path,
              std::vector<std::string>& found) {
    if (!id.valid() || value == nullptr || value->isNone())
        return;
    const core::Type& type = context.type(id);
    if (type.kind == core::TypeKind::Optional)
        return leftOpen(context, type.element, value, path, found);
    if (value->kind == ir::NodeKind::Variant) {
        const core::Case& chosen = type.cases[value->index];
        if (chosen.fromEmpty)
            found.push_back(fmt::format("{} is {}", path, chosen.key));
        else if (!value->args.empty())
            leftOpen(context, chosen.payload, value->args[0], values::joinPath(path, chosen.key), found);
        return;
    }
    std::unordered_map<std::string_view, const core::Field*> fields;
    for (const core::Field& field : type.fields)
        fields.try_emplace(field.name, &field);
    for (size_t i = 0; i < value->entries.size(); ++i) {
        const ir::Entry& entry = value->entries[i];
        auto declared = fields.find(entry.key);
        const core::Field* field = declared == fields.end() ? nullptr : declared->second;
        bool nests = type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
        std::string inner = path;
        if (type.kind == core::TypeKind::List)
            inner = values::joinPath(path, i);
        else if (field == nullptr || !field->flat)
            inner = values::joinPath(path, field != nullptr ? field->key : entry.key);
        leftOpen(context,
                 field != nullptr ? field->type
                 : nests          ? type.element
                                  : core::TypeId{},
                 entry.value, inner, found);
    }
}

/// All of a few, and how many more there are.
std::string listed(const std::vector<std::string>& all) {
    constexpr size_t most = 10;
    auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most));
    std::string text = fmt::format("{}", fmt::join(all.begin(), end, ", "));
    return all.size() > most ? fmt::format("{} and {} more", text, all.size() - most) : text;
}

values::Errors faultsOf(Compilation& compilation) {
    values::Errors faults;
    values::decode(compilation.context(), compilation.defaults(), faults);
    return faults;
}

core::ExprId placeOf(const core::Program& program, const values::Error& fault) {
    return givenAt(program, program.valuesType, program.defaults, "", fault.path);
}

/// Reports refused defaults, each where it is written.
class DefaultsCheck {
public:
    explicit DefaultsCheck(Compilation& compilation) : compilation_(compilation), program_(compilation.program) {}

    void run() {
        for (const values::Error& fault : faultsOf(compilation_))
            report(placeOf(program_, fault), fault);
        fieldsOf(program_.valuesType, false);
    }

private:
    void report(core::ExprId place, const values::Error& fault) {
        if (!place.valid() || !reported_.insert({place.value, fault.message}).second)
            return;
        auto report = compilation_.sink.report(diag::Code::E3061, program_[place].span, fault.message);
        if (!fault.suggestion.empty())
            report.suggest(fault.suggestion);
    }

    /// What fields of elements default to stands in no values.yaml.
    void fieldsOf(core::TypeId id, bool inElement) {
        if (!id.valid() || !seen_.insert({id.value, inElement}).second)
            return;
        const core::Type& type = program_.types[id];
        bool isCollection = type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
        fieldsOf(type.element, inElement || isCollection);
        for (const core::Case& item : type.cases)
            fieldsOf(item.payload, inElement);
        for (const core::Field& field : type.fields) {
            fieldsOf(field.type, inElement);
            if (inElement && !field.flat && field.defaultValue.valid())
                for (const values::Error& fault : values::faultsOfDefault(compilation_.context(), field))
                    report(field.defaultValue, fault);
        }
    }

    Compilation& compilation_;
    const core::Program& program_;
    std::set<std::pair<uint32_t, bool>> seen_;
    std::set<std::pair<uint32_t, std::string>> reported_;
};

} // namespace

void checkDefaults(Compilation& compilation) {
    compilation.defaults();
    if (!compilation.sink.hasErrors()) // else they can't be known
        DefaultsCheck(compilation).run();
}

std::string missingDefaults(Compilation& compilation) {
    values::Errors faults;
    ir::NodeRef values = values::decode(compilation.context(), compilation.defaults(), faults);
    std::vector<std::string> missing;
    for (const values::Error& fault : faults)
        missing.push_back(fault.message);
    if (faults.empty())
        leftOpen(compilation.context(), compilation.program.valuesType, values, "", missing);
    return listed(missing);
}

} // namespace stackc::session
