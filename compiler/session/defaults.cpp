#include "session/defaults.h"

#include "inspect/default_place.h"
#include "values/decode.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <unordered_map>

namespace stackc::session {

namespace {

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
    return inspect::defaultExpr(program, fault.path);
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

    /// What fields of elements default to, and those of variants that are given as a whole, stands in no values.yaml.
    void fieldsOf(core::TypeId id, bool inElement) {
        if (!id.valid() || !seen_.insert({id.value, inElement}).second)
            return;
        const core::Type& type = program_.types[id];
        bool isCollection = type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
        fieldsOf(type.element, inElement || isCollection);
        bool isWhole = type.kind == core::TypeKind::Variant && type.tagKey.empty();
        for (const core::Case& item : type.cases)
            fieldsOf(item.payload, inElement || isWhole);
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
