#include "inspect/explained.h"

#include "inspect/places.h"
#include "text/json_lookup.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::inspect {

namespace {

using Json = nlohmann::ordered_json;

/// Lines of cells, the first ones below each other.
class Table {
public:
    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    bool isEmpty() const { return rows_.empty(); }

    std::string text() const {
        std::vector<size_t> widths;
        for (const auto& cells : rows_)
            for (size_t i = 0; i + 1 < cells.size(); ++i) {
                widths.resize(std::max(widths.size(), i + 1));
                widths[i] = std::max(widths[i], cells[i].size());
            }
        std::string out;
        for (const auto& cells : rows_) {
            std::string line;
            for (size_t i = 0; i < cells.size(); ++i)
                line += i + 1 < cells.size() ? fmt::format("  {:{}}", cells[i], widths[i]) : "  " + cells[i];
            line.erase(line.find_last_not_of(' ') + 1);
            out += line + "\n";
        }
        return out;
    }

private:
    std::vector<std::vector<std::string>> rows_;
};

const char* wordsOf(Reach how) {
    switch (how) {
    case Reach::Value:
        break;
    case Reach::Condition:
        return "whether it is there";
    case Reach::Count:
        return "how many there are";
    }
    return "";
}

const char* nameOf(Reach how) {
    return how == Reach::Value ? "value" : how == Reach::Condition ? "condition" : "count";
}

Json placesJson(const std::set<std::string>& paths, const ExplainedFields& explained,
                const source::SourceManager& sources) {
    Json list = Json::array();
    for (const std::string& path : paths) {
        Json json = {{"path", path}};
        auto declared = explained.declarations.find(path);
        if (declared != explained.declarations.end())
            addPlace(json, declared->second, sources);
        list.push_back(std::move(json));
    }
    return list;
}

} // namespace

std::string asText(const ExplainedValue& explained, const source::SourceManager& sources) {
    std::string out = explained.path;
    if (!explained.type.empty())
        out += ": " + explained.type;
    out += explained.effective ? " = " + *explained.effective : ", which has no value " + explained.where;
    out += "\n" + (explained.doc.empty() ? "" : explained.doc + "\n");
    Table layers;
    for (const ValueLayer& layer : explained.layers) {
        layers.row({layer.layer, layer.line == 0 ? "" : fmt::format("{}:{}", layer.file, layer.line),
                    layer.path == explained.path ? layer.value : layer.path + " = " + layer.value});
    }
    out += layers.isEmpty() ? "\nset by nothing\n" : "\nset by\n" + layers.text();
    Table fields;
    for (const Reached& reached : explained.reached)
        fields.row({reached.resource + (reached.field.empty() ? "" : " " + reached.field),
                    placeText(reached.at, sources), wordsOf(reached.how)});
    return out + (fields.isEmpty() ? "\nreaches nothing\n" : "\nreaches\n" + fields.text());
}

std::string asJson(const ExplainedValue& explained, const source::SourceManager& sources) {
    Json json = {{"value", explained.path}, {"type", explained.type}, {"doc", explained.doc}};
    if (explained.effective)
        json["effective"] = Json::parse(*explained.effective);
    json["layers"] = Json::array();
    for (const ValueLayer& layer : explained.layers) {
        Json one = {{"layer", layer.layer}, {"path", layer.path}};
        if (layer.line != 0) {
            one["file"] = layer.file;
            one["line"] = layer.line;
        }
        one["value"] = Json::parse(layer.value);
        json["layers"].push_back(std::move(one));
    }
    json["reaches"] = Json::array();
    for (const Reached& reached : explained.reached) {
        Json one = {{"resource", reached.resource}, {"field", reached.field}, {"as", nameOf(reached.how)}};
        addPlace(one, reached.at, sources);
        json["reaches"].push_back(std::move(one));
    }
    return text::wholeJson(json);
}

std::string asText(const ExplainedFields& explained, const source::SourceManager& sources) {
    std::string out;
    auto declared = [&](const std::string& path) {
        auto found = explained.declarations.find(path);
        return found != explained.declarations.end() ? placeText(found->second, sources) : "";
    };
    for (const auto& [field, isKnown, effective] : explained.fields) {
        out += (out.empty() ? "" : "\n") + field.resource + (field.path.empty() ? "" : " " + field.path);
        if (!field.path.empty() && effective)
            out += " = " + *effective;
        bool isAbsent = isKnown && !effective;
        out += isAbsent ? fmt::format(", which is not there {}\n", explained.where) : "\n";
        for (const FieldForm& form : field.forms) {
            Table table;
            table.row({"at", placeText(form.at, sources)});
            if (!form.value.empty())
                table.row({"is", form.value});
            if (!form.condition.empty())
                table.row({"if", form.condition});
            for (const std::string& path : form.values)
                table.row({"from", fmt::format("values.{} {}", path, declared(path))});
            for (const std::string& path : form.conditions)
                if (!form.values.contains(path))
                    table.row({"under", fmt::format("values.{} {}", path, declared(path))});
            out += table.text();
        }
    }
    return out + (explained.unknown.empty() ? "" : fmt::format("\n{}\n", explained.unknown));
}

std::string asJson(const ExplainedFields& explained, const source::SourceManager& sources) {
    Json list = Json::array();
    for (const auto& [field, isKnown, effective] : explained.fields) {
        Json json = {{"resource", field.resource}, {"field", field.path}};
        if (effective)
            json["effective"] = Json::parse(*effective);
        json["forms"] = Json::array();
        for (const FieldForm& form : field.forms) {
            Json one = {{"value", form.value}, {"condition", form.condition}};
            addPlace(one, form.at, sources);
            one["values"] = placesJson(form.values, explained, sources);
            one["conditionValues"] = placesJson(form.conditions, explained, sources);
            json["forms"].push_back(std::move(one));
        }
        list.push_back(std::move(json));
    }
    return text::wholeJson({{"fields", std::move(list)}});
}

} // namespace stackc::inspect
