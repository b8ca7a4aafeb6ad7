#pragma once

#include <cstdint>

namespace stackc::sema {

enum class LanguageItem : uint8_t {
#define ITEM(name, module, there, kind) name,
#define NATIVE_ITEM(name, path)
#include "sema/types/language_items.def"
#undef ITEM
#undef NATIVE_ITEM
};

enum class NativeItem : uint8_t {
#define ITEM(name, module, there, kind)
#define NATIVE_ITEM(name, path) name,
#include "sema/types/language_items.def"
#undef ITEM
#undef NATIVE_ITEM
};

} // namespace stackc::sema
