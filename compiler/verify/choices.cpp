#include "verify/choices.h"

#include "coverage/branches.h"

#include <algorithm>
#include <functional>

namespace stackc::verify {

using core::TypeKind;
using eval::Fork;

namespace {

/// What stands below a place that may have choices itself, and its path.
struct Below {
    core::TypeId type;
    std::string path;
    core::Span span;
    ir::NodeRef value = nullptr;
};

std::string fieldPath(const std::string& path, const std::string& name) {
    return path.empty() ? name : path + "." + name;
}

const ir::Entry* entryOf(ir::NodeRef record, const std::string& key) {
    bool isRecord = record != nullptr && record->kind == ir::NodeKind::Record;
    return isRecord ? ir::findEntry(record, key) : nullptr;
}

/// What the value at a place chose: an index of `Choice::arms`.
uint32_t armOf(const core::Type& type, ir::NodeRef value) {
    switch (type.kind) {
    case TypeKind::Bool:
        return value->isTrue() ? 1 : 0;
    case TypeKind::Optional:
        return value->isNone() ? 0 : 1;
    case TypeKind::Variant:
        return value->index;
    case TypeKind::Enum:
        for (size_t i = 0; i < type.cases.size(); ++i)
            if (type.cases[i].key == value->text)
                return static_cast<uint32_t>(i);
        return 0;
    default:
        return static_cast<uint32_t>(std::min<size_t>(value->entries.size(), eval::several));
    }
}

/// Goes through a type, or, if there is one, a value of it. `found` gets each place that has choices.
class Visit {
public:
    using Found = std::function<void(const Choice& choice, ir::NodeRef value)>;

    Visit(const core::Program& program, Found found) : program_(program), found_(std::move(found)) {}

    void at(const Below& place) {
        const core::Type& type = program_.types[place.type];
        bool isAround = std::ranges::find(around_, place.type) != around_.end();
        if (isAround && place.value == nullptr)
            return;
        around_.push_back(place.type);
        tell(type, place);
        for (const Below& inner : below(type, place))
            at(inner);
        around_.pop_back();
    }

private:
    void tell(const core::Type& type, const Below& place) {
        Choice choice{place.path, Fork::Condition, 2, place.type, place.span};
        switch (type.kind) {
        case TypeKind::Bool:
            break;
        case TypeKind::Int:
            choice.fork = Fork::Bound;
            choice.arms = 0;
            break;
        case TypeKind::Optional:
            choice.fork = Fork::Optional;
            break;
        case TypeKind::Enum:
        case TypeKind::Variant:
            choice.fork = Fork::Case;
            choice.arms = static_cast<uint32_t>(type.cases.size());
            break;
        case TypeKind::List:
        case TypeKind::Map:
            choice.fork = Fork::Collection;
            choice.arms = eval::several + 1;
            break;
        default:
            return;
        }
        found_(choice, place.value);
    }

    std::vector<Below> below(const core::Type& type, const Below& place) const {
        std::vector<Below> inner;
        ir::NodeRef value = place.value;
        auto add = [&](core::TypeId id, std::string path, core::Span span, ir::NodeRef held) {
            if (id.valid() && (value == nullptr || held != nullptr))
                inner.push_back({id, std::move(path), span.valid() ? span : place.span, held});
        };
        switch (type.kind) {
        case TypeKind::Record:
            for (const core::Field& field : type.fields) {
                const ir::Entry* entry = entryOf(value, field.name);
                add(field.type, fieldPath(place.path, field.name), field.span,
                    entry != nullptr ? entry->value : nullptr);
            }
            break;
        case TypeKind::Optional:
            add(type.element, place.path + "?", {}, value != nullptr && !value->isNone() ? value : nullptr);
            break;
        case TypeKind::Variant:
            for (size_t i = 0; i < type.cases.size(); ++i) {
                bool isChosen = value != nullptr && value->index == i && !value->args.empty();
                add(type.cases[i].payload, fieldPath(place.path, type.cases[i].key), type.cases[i].span,
                    isChosen ? value->args[0] : nullptr);
            }
            break;
        case TypeKind::List:
        case TypeKind::Map:
            if (value == nullptr)
                add(type.element, place.path + "[]", {}, nullptr);
            else
                for (const ir::Entry& entry : value->entries)
                    add(type.element, place.path + "[]", {}, entry.value);
            break;
        default:
            break;
        }
        return inner;
    }

    const core::Program& program_;
    Found found_;
    std::vector<core::TypeId> around_;
};

} // namespace

std::vector<Choice> choicesOf(const core::Program& program) {
    std::vector<Choice> choices;
    Visit(program, [&](const Choice& choice, ir::NodeRef) {
        choices.push_back(choice);
    }).at({program.valuesType, "", program.chart.span});
    return choices;
}

std::set<Chosen> chosenBy(const core::Program& program, ir::NodeRef values) {
    std::set<Chosen> chosen;
    Visit(program, [&](const Choice& choice, ir::NodeRef value) {
        chosen.emplace(choice.path, armOf(program.types[choice.type], value));
    }).at({program.valuesType, "", {}, values});
    return chosen;
}

std::string wordsOf(const core::Program& program, const Choice& choice, uint32_t arm) {
    return coverage::wordsOf(choice.fork, program.types[choice.type], arm);
}

} // namespace stackc::verify
