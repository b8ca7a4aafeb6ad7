// Services and backends are of the language; what they mean is declared in the library.
#include "sema/checker.h"

#include <array>

namespace stackc::sema {

namespace {

struct Item {
    std::string_view module, name;
    SymbolKind kind;
};

constexpr std::array items{
#define ITEM(name, module, there, kind) Item{module, there, SymbolKind::kind},
#define NATIVE_ITEM(name, path)
#include "sema/language_items.def"
#undef ITEM
#undef NATIVE_ITEM
};

constexpr std::array<std::string_view, 2> natives{
#define ITEM(name, module, there, kind)
#define NATIVE_ITEM(name, path) path,
#include "sema/language_items.def"
#undef ITEM
#undef NATIVE_ITEM
};

} // namespace

std::optional<SymbolIndex> Checker::languageItem(LanguageItem item, Span use) {
    const Item& wanted = items[static_cast<size_t>(item)];
    if (auto module = loadModule(wanted.module, {})) {
        auto found = modules_[*module].names.find(wanted.name);
        if (found != modules_[*module].names.end() && symbols_[found->second].kind == wanted.kind)
            return found->second;
    }
    if (use.valid())
        sink_.report(Code::E2003, use, std::string(wanted.module));
    return std::nullopt;
}

/// The metadata of a resource; data where the library of Kubernetes has none.
TypeId Checker::metadataType() {
    auto id = library_.find(natives[static_cast<size_t>(NativeItem::ObjectMeta)]);
    return id ? program_.types.native(*id) : program_.types.data();
}

TypeId Checker::secretTexts(const kube::Type& native, std::string_view field) {
    bool isTexts =
        native.path == natives[static_cast<size_t>(NativeItem::Secret)] && (field == "data" || field == "stringData");
    return isTexts ? program_.types.map(program_.types.string(), program_.types.sensitive()) : TypeId{};
}

TypeId Checker::serviceType() {
    if (service_.valid())
        return service_;
    service_ = program_.types.error();
    if (auto symbol = languageItem(LanguageItem::ServiceType, {}))
        service_ = typeOfSymbol(*symbol);
    return service_;
}

TypeId Checker::contributionType() {
    TypeId service = serviceType();
    return kindOf(service) == TypeKind::Error ? service : program_.types.partial(service);
}

TypeId Checker::backendType() {
    if (!backend_.valid()) {
        Type backend;
        backend.kind = TypeKind::Record;
        backend.name = "Backend";
        backend_ = program_.types.add(std::move(backend));
        program_.backendType = backend_;
    }
    // The attributes of a service hold backends, and these hold attributes.
    TypeId contribution = contributionType();
    if (kindOf(contribution) == TypeKind::Error || !type(backend_).fields.empty())
        return backend_;
    auto field = [&](const char* key, TypeId type) {
        core::Field added;
        added.name = added.key = key;
        added.type = type;
        program_.types.edit(backend_).fields.push_back(std::move(added));
    };
    field("name", program_.types.string());
    field("gives", contribution);
    return backend_;
}

} // namespace stackc::sema
