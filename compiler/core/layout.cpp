#include "core/layout.h"

namespace stackc::core {

namespace {

void place(const TypeTable& types, const Type& record, const Field* outer, const Field* renamed,
           std::vector<Placed>& out) {
    for (const Field& field : record.fields) {
        const Field* top = outer != nullptr ? outer : &field;
        const Type& type = types[field.type];
        if (field.flat && type.kind == TypeKind::Record)
            place(types, type, top, renamed == nullptr && !field.was.empty() ? &field : renamed, out);
        else
            out.push_back({&field, top, renamed});
    }
}

} // namespace

bool isFlatKey(std::string_view key) { return key.starts_with('(') && key.ends_with(')'); }

const Field* fieldOfKey(const Type& record, std::string_view key) {
    for (const Field& field : record.fields)
        if (field.key == key)
            return &field;
    return nullptr;
}

std::vector<Placed> layout(const TypeTable& types, const Type& record) {
    std::vector<Placed> out;
    out.reserve(record.fields.size());
    place(types, record, nullptr, nullptr, out);
    return out;
}

const Field* keyed(const std::vector<Placed>& layout, std::string_view key) {
    for (const Placed& placed : layout)
        if (!placed.field->flat && placed.field->key == key)
            return placed.field;
    return nullptr;
}

std::vector<std::string> keysOf(const TypeTable& types, const Field& placed) {
    return placed.flat ? keysOfTagged(types[placed.type]) : std::vector<std::string>{placed.key};
}

std::vector<std::string> keysOfTagged(const Type& variant) {
    std::vector<std::string> keys{variant.tagKey};
    for (const Case& item : variant.cases)
        if (item.payload.valid())
            keys.push_back(item.key);
    return keys;
}

std::vector<std::string> keysOfRecord(const TypeTable& types, const Type& record) {
    std::vector<std::string> keys;
    for (const Placed& placed : layout(types, record))
        for (std::string& key : keysOf(types, *placed.field))
            keys.push_back(std::move(key));
    return keys;
}

} // namespace stackc::core
