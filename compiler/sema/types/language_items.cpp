#include "sema/types/language_items.h"

#include "sema/elaborate.h"
#include "sema/make.h"
#include "sema/names/modules.h"

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
#include "sema/types/language_items.def"
#undef ITEM
#undef NATIVE_ITEM
};

constexpr std::array<std::string_view, 2> natives{
#define ITEM(name, module, there, kind)
#define NATIVE_ITEM(name, path) path,
#include "sema/types/language_items.def"
#undef ITEM
#undef NATIVE_ITEM
};

} // namespace

std::optional<SymbolIndex> languageItem(Checking& in, LanguageItem item, Span use) {
    const Item& wanted = items[static_cast<size_t>(item)];
    if (auto module = loadModule(in, wanted.module, {})) {
        auto found = in.modules[*module].names.find(wanted.name);
        if (found != in.modules[*module].names.end() && in.symbols[found->second].kind == wanted.kind)
            return found->second;
    }
    if (use.valid())
        in.sink.report(Code::E2003, use, std::string(wanted.module));
    return std::nullopt;
}

TypeId metadataType(Checking& in) {
    auto id = in.library.find(natives[static_cast<size_t>(NativeItem::ObjectMeta)]);
    return id ? in.program.types.native(*id) : in.program.types.data();
}

TypeId secretTexts(Checking& in, const kube::Type& native, std::string_view field) {
    bool isTexts =
        native.path == natives[static_cast<size_t>(NativeItem::Secret)] && (field == "data" || field == "stringData");
    return isTexts ? in.program.types.map(in.program.types.string(), in.program.types.sensitive()) : TypeId{};
}

TypeId serviceType(Checking& in) {
    if (in.memo.service.valid())
        return in.memo.service;
    // Its attributes hold backends, whatever asks for it first: that one of them asks for it here is no loop of types.
    auto symbol = languageItem(in, LanguageItem::ServiceType, {});
    if (symbol && in.symbols[*symbol].state == Symbol::State::busy)
        return in.program.types.error();
    in.memo.service = symbol ? typeOfSymbol(in, *symbol) : in.program.types.error();
    return in.memo.service;
}

bool isServiceComponent(Checking& in, const Symbol& symbol) {
    if (symbol.kind != SymbolKind::Component ||
        symbol.name != items[static_cast<size_t>(LanguageItem::ServiceComponent)].name)
        return false;
    auto component = languageItem(in, LanguageItem::ServiceComponent, {});
    return component && &in.symbols[*component] == &symbol;
}

TypeId contributionType(Checking& in) {
    TypeId service = serviceType(in);
    return in.kindOf(service) == TypeKind::Error ? service : in.program.types.partial(service);
}

TypeId backendType(Checking& in) {
    if (!in.memo.backend.valid()) {
        Type backend;
        backend.kind = TypeKind::Record;
        backend.name = "Backend";
        in.memo.backend = in.program.types.add(std::move(backend));
        in.program.backendType = in.memo.backend;
    }
    // The attributes of a service hold backends, and these hold attributes.
    TypeId contribution = contributionType(in);
    if (in.kindOf(contribution) == TypeKind::Error || !in.type(in.memo.backend).fields.empty())
        return in.memo.backend;
    auto field = [&](const char* key, TypeId type) {
        core::Field added;
        added.name = added.key = key;
        added.type = type;
        in.program.types.edit(in.memo.backend).fields.push_back(std::move(added));
    };
    field("name", in.program.types.string());
    field("gives", contribution);
    return in.memo.backend;
}

TypeId manifestType(Checking& in) {
    if (in.memo.manifest.valid())
        return in.memo.manifest;
    Type manifest;
    manifest.kind = TypeKind::Data;
    manifest.open = true;
    in.memo.manifest = in.program.types.add(std::move(manifest));
    return in.memo.manifest;
}

} // namespace stackc::sema
