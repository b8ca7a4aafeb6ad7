#pragma once
// What is said of a value or a field, as text and as JSON.

#include "inspect/field.h"
#include "inspect/reach.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stackc::inspect {

/// What one layer says of a value, or of a part of it.
struct ValueLayer {
    std::string layer; ///< `default`, `environment prod`, `-f prod.yaml`, `--set`
    std::string path;  ///< of the part that it sets
    std::string file;  ///< empty: the command line
    size_t line = 0;
    std::string value; ///< as JSON
};

struct ExplainedValue {
    std::string path, type, doc;
    std::vector<ValueLayer> layers;       ///< each over those before it
    std::optional<std::string> effective; ///< as JSON; nothing: no layer gives one, or the last takes it out
    std::string where;                    ///< `in prod`, or `by default`
    std::vector<Reached> reached;
};

struct ExplainedField {
    Field field;
    bool isKnown = false; ///< can it be told what it is in the environment that was asked for?
    /// What it is there, as JSON; nothing: it is not there. Of several resources by their names.
    std::optional<std::string> effective;
};

struct ExplainedFields {
    std::vector<ExplainedField> fields;
    std::string where;                                ///< `in prod`, or `by default`
    std::string unknown;                              ///< why nothing is known of what is there; empty: it is
    std::map<std::string, source::Span> declarations; ///< where values are declared, by their paths
};

std::string asText(const ExplainedValue& explained, const source::SourceManager& sources);
std::string asJson(const ExplainedValue& explained, const source::SourceManager& sources);
std::string asText(const ExplainedFields& explained, const source::SourceManager& sources);
std::string asJson(const ExplainedFields& explained, const source::SourceManager& sources);

} // namespace stackc::inspect
