#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stackc::kube {

// Facts about built-in kinds that the OpenAPI definitions do not carry: see reviewed.def.
struct ReviewedScope {
    std::string_view group;
    std::string_view kind;
    bool namespaced;
};

struct ReviewedEnum {
    std::string_view field; // path of the field; the enum is its type's, or that of its elements
    std::string_view source;
    std::span<const std::string_view> values;
};

struct ReviewedRange {
    std::string_view field; // path of the field; the range is its type's, or that of its elements
    int64_t low, high;      // both included
};

struct FieldDoc {
    std::string_view field; // path of the field
    std::string_view text;  // what it is for, in our own words: see described.def
};

struct ReviewedPattern {
    std::string_view field; // path of the field; the pattern is its type's, or that of its elements
    std::string_view source;
    std::string_view pattern;
};

// An API version of a kind that is gone since `release`: see removed.def.
struct RemovedVersion {
    uint16_t release;
    std::string_view apiVersion;
    std::string_view kind;
    std::string_view replacement; // API version of the same kind, may be empty
};

std::span<const ReviewedScope> reviewedScopes();
std::span<const ReviewedEnum> reviewedEnums();
std::span<const ReviewedRange> reviewedRanges();
std::span<const FieldDoc> fieldDocs();
std::span<const ReviewedPattern> reviewedPatterns();
std::span<const RemovedVersion> removedVersions();

} // namespace stackc::kube
