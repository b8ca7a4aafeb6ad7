#include "kube/reviewed.h"

namespace stackc::kube {
namespace {

constexpr bool Namespaced = true;
constexpr bool Cluster = false;

constexpr ReviewedScope scopes[] = {
#define STACKC_KUBE_SCOPE(group, kind, scope) {group, kind, scope},
#include "kube/reviewed.def"
};

constexpr ReviewedRange ranges[] = {
#define STACKC_KUBE_RANGE(field, low, high) {field, low, high},
#include "kube/reviewed.def"
};

constexpr FieldDoc docs[] = {
#define STACKC_KUBE_DOC(field, text) {field, text},
#include "kube/described.def"
};

constexpr ReviewedPattern patterns[] = {
#define STACKC_KUBE_PATTERN(field, source, pattern) {field, source, pattern},
#include "kube/reviewed.def"
};

constexpr RemovedVersion removed[] = {
#define STACKC_KUBE_REMOVED(release, apiVersion, kind, replacement) {release, apiVersion, kind, replacement},
#include "kube/removed.def"
};

} // namespace

std::span<const RemovedVersion> removedVersions() { return removed; }

std::span<const ReviewedScope> reviewedScopes() { return scopes; }

std::span<const ReviewedRange> reviewedRanges() { return ranges; }

std::span<const FieldDoc> fieldDocs() { return docs; }

std::span<const ReviewedPattern> reviewedPatterns() { return patterns; }

std::span<const ReviewedEnum> reviewedEnums() {
#define STACKC_KUBE_ENUM(field, source, ...)                                                                           \
    {field, source, [] {                                                                                               \
         static constexpr std::string_view values[] = {__VA_ARGS__};                                                   \
         return std::span<const std::string_view>(values);                                                             \
     }()},
    static const ReviewedEnum enums[] = {
#include "kube/reviewed.def"
    };
    return enums;
}

} // namespace stackc::kube
