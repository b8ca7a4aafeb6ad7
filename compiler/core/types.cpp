#include "core/types.h"
#include "text/patterns.h"

#include <array>

namespace stackc::core {

namespace {

struct DomainInfo {
    std::string_view name;
    std::string_view pattern;
    int64_t minLength = 0;
    int64_t maxLength = -1;
};

// A field of a schedule: `*`, numbers and ranges of them, each perhaps with a step, between commas.
#define CRON_TERM(number) "([*?]|" number "(-" number ")?)(/0*[1-9][0-9]*)?"
#define CRON_FIELD(number) CRON_TERM(number) "(," CRON_TERM(number) ")*"
constexpr const char* cronPattern =
    "^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|" CRON_FIELD("[0-5]?[0-9]") " " // minutes
    CRON_FIELD("([01]?[0-9]|2[0-3])") " "                                                      // hours
    CRON_FIELD("(0?[1-9]|[12][0-9]|3[01])") " "                                                // days
    CRON_FIELD("(0?[1-9]|1[0-2]|[Jj][Aa][Nn]|[Ff][Ee][Bb]|[Mm][Aa][RrYy]|[Aa][Pp][Rr]|[Jj][Uu][NnLl]|[Aa][Uu][Gg]|"
               "[Ss][Ee][Pp]|[Oo][Cc][Tt]|[Nn][Oo][Vv]|[Dd][Ee][Cc])") " " // months
    CRON_FIELD(
        "(0?[0-6]|[Ss][Uu][Nn]|[Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt])") ")$"; // weekdays
#undef CRON_TERM
#undef CRON_FIELD

#define SEMVER_NUMBER "(0|[1-9][0-9]{0,18})"

// In the order of Domain. Only ASCII classes: RE2's and ECMAScript's `\s` and `\w` differ.
constexpr std::array domains{
    DomainInfo{"String", ""},
    DomainInfo{"Url", // a port is 1 to 65535
               R"(^[A-Za-z][A-Za-z0-9+.-]*://([!-"$-.0->A-~]*@)?([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]))"
               R"((:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6([0-4][0-9]{3}|5([0-4][0-9]{2}|5([0-2][0-9]|3[0-5])))))?)"
               R"(([/?#][!-~]*)?$)"},
    DomainInfo{"Quantity", text::quantityPattern},
    DomainInfo{"Duration", R"(^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$)"},
    DomainInfo{"Percent", R"(^[0-9]+%$)"},
    DomainInfo{"Tag", R"(^[A-Za-z0-9_][A-Za-z0-9_.-]*$)", 0, 128},
    DomainInfo{"Cron", cronPattern},
    DomainInfo{"Semver", // numbers have no zeros before them, and 64 bits
               "^v?" SEMVER_NUMBER "\\." SEMVER_NUMBER "\\." SEMVER_NUMBER              // of a release
               "(-(" STACKC_SEMVER_IDENTIFIER ")(\\.(" STACKC_SEMVER_IDENTIFIER "))*)?" // what is before it
               "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$"},
    DomainInfo{"DnsLabel", text::dnsLabelPattern, 1, 63},
    DomainInfo{"DnsName", text::dnsNamePattern, 1, 253},
};

#undef SEMVER_NUMBER

const DomainInfo& infoOf(Domain domain) { return domains[static_cast<size_t>(domain)]; }

} // namespace

std::string_view domainPattern(Domain domain) { return infoOf(domain).pattern; }

std::string_view domainName(Domain domain) { return infoOf(domain).name; }

bool isStringLike(const Type& type) {
    return type.kind == TypeKind::String || type.kind == TypeKind::IntOrPercent || type.kind == TypeKind::Enum;
}

bool isText(const Type& type) { return isStringLike(type) || type.kind == TypeKind::Sensitive; }

const Field* Type::field(std::string_view wanted) const {
    for (const Field& field : fields)
        if (field.name == wanted)
            return &field;
    return nullptr;
}

int Type::caseIndex(std::string_view wanted) const {
    for (size_t i = 0; i < cases.size(); ++i)
        if (cases[i].name == wanted)
            return static_cast<int>(i);
    return -1;
}

int Type::textCase() const {
    for (size_t i = 0; i < cases.size(); ++i)
        if (cases[i].fromText)
            return static_cast<int>(i);
    return -1;
}

TypeTable::TypeTable(const kube::Library& natives) : natives_(&natives) {
    constexpr std::array basic{TypeKind::Error,  TypeKind::Bool,         TypeKind::Int, TypeKind::Float,
                               TypeKind::String, TypeKind::IntOrPercent, TypeKind::Data};
    for (TypeKind kind : basic) {
        Type type;
        type.kind = kind;
        types_.push_back(type);
    }
    for (size_t i = 0; i < domains.size(); ++i) {
        Type type;
        type.kind = TypeKind::String;
        type.domain = static_cast<Domain>(i);
        type.pattern = domains[i].pattern;
        type.minLength = domains[i].minLength;
        type.maxLength = domains[i].maxLength;
        types_.push_back(type);
    }
    Type secret;
    secret.kind = TypeKind::Sensitive;
    types_.push_back(secret);
}

TypeId TypeTable::add(Type type) {
    types_.push_back(std::move(type));
    return TypeId{static_cast<uint32_t>(types_.size() - 1)};
}

TypeId TypeTable::derived(TypeKind kind, TypeId element, TypeId key, uint32_t native) {
    auto [it, isNew] = derived_.try_emplace({kind, element, key, native});
    if (isNew) {
        Type type;
        type.kind = kind;
        type.element = element;
        type.key = key;
        type.native = kube::TypeId{native};
        it->second = add(std::move(type));
    }
    return it->second;
}

TypeId TypeTable::optional(TypeId element) { return derived(TypeKind::Optional, element, {}); }

TypeId TypeTable::list(TypeId element) { return derived(TypeKind::List, element, {}); }

TypeId TypeTable::map(TypeId key, TypeId element) { return derived(TypeKind::Map, element, key); }

TypeId TypeTable::native(kube::TypeId type) { return derived(TypeKind::Native, {}, {}, type.value); }

bool TypeTable::mayHaveKey(TypeId id, std::string_view key) const {
    if ((*this)[id].kind != TypeKind::Native)
        return true;
    kube::Type native = natives_->type((*this)[id].native);
    return native.shape != kube::Shape::Object || native.openFields || native.fields.find(key).has_value();
}

TypeId TypeTable::partial(TypeId record) { return derived(TypeKind::Partial, record, {}); }

} // namespace stackc::core
