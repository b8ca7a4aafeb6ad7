#include "testing/values_places.h"

#include <algorithm>

namespace stackc::testing {

namespace ast = syntax;

namespace {

/// By the key that values.yaml has; null if there is none.
const core::Field* fieldIn(const core::Type& around, const std::string& key) {
    auto found = std::find_if(around.fields.begin(), around.fields.end(),
                              [&](const core::Field& field) { return field.key == key; });
    return found != around.fields.end() ? &*found : nullptr;
}

} // namespace

const core::Field* ValuesPlaces::fieldOf(ast::ExprId id) const {
    const auto* member = std::get_if<ast::MemberExpr>(&module_[id].node);
    core::TypeId around = member != nullptr ? typeOf(member->base) : core::TypeId();
    return around.valid() ? fieldIn(program_.types[around], member->name.text) : nullptr;
}

core::TypeId ValuesPlaces::typeOf(ast::ExprId id) const {
    const auto* name = std::get_if<ast::NameRef>(&module_[id].node);
    if (name != nullptr && name->name.text == "values")
        return program_.valuesType;
    const auto* picked = std::get_if<ast::IndexExpr>(&module_[id].node);
    const auto* member = std::get_if<ast::MemberExpr>(&module_[id].node);
    if (picked == nullptr && member == nullptr)
        return {};
    core::TypeId around = typeOf(picked != nullptr ? picked->base : member->base);
    if (!around.valid())
        return {};
    const core::Type& type = program_.types[around];
    const core::Field* field = member != nullptr ? fieldIn(type, member->name.text) : nullptr;
    bool isElement = picked != nullptr || type.kind == core::TypeKind::Map;
    core::TypeId found = field != nullptr ? field->type : isElement ? core::TypeId(type.element) : core::TypeId();
    bool isOptional = found.valid() && program_.types[found].kind == core::TypeKind::Optional;
    return isOptional ? core::TypeId(program_.types[found].element) : found;
}

Value::Amount ValuesPlaces::amountOf(ast::ExprId id) const {
    core::TypeId type = typeOf(id);
    core::Domain domain = type.valid() ? program_.types[type].domain : core::Domain::Plain;
    return domain == core::Domain::Quantity   ? Value::Amount::Quantity
           : domain == core::Domain::Duration ? Value::Amount::Duration
                                              : Value::Amount::None;
}

} // namespace stackc::testing
