#include "ide/rename_values.h"

#include "ide/value_places.h"
#include "ide/values_files.h"
#include "text/utf8.h"
#include "text/yaml_events.h"
#include "text/yaml_tree.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

namespace stackc::ide {

namespace {

using support::Failure;
using text::YamlTree;

/// Why a place can't be edited.
struct Refused {
    std::size_t line;
    std::string why;
};

/// Goes through the values of one file along their type.
class Walk {
public:
    Walk(std::string_view text, source::Span declared, const std::string& name)
        : text_(text), declared_(declared), name_(name) {}

    /// Throws Refused.
    void run(const core::Program& program, const YamlTree& values) {
        program_ = &program;
        findTargets(values);
        at(program.valuesType, values, false);
    }

    std::vector<ValuesEdits::Edit> take() {
        std::sort(edits_.begin(), edits_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
        edits_.erase(std::unique(edits_.begin(), edits_.end()), edits_.end());
        return std::move(edits_);
    }

private:
    /// One with `@key` has the same key under another name.
    template <typename Declared> bool isIt(const Declared& one) const {
        return one.span == declared_ && one.key == one.name;
    }

    void findTargets(const YamlTree& node) {
        if (node.kind == YamlTree::Kind::Alias)
            targets_.insert(node.target);
        for (const auto& child : node.children)
            findTargets(*child);
    }

    /// `isShared`: other places have the same text, by an alias or a merge.
    void at(core::TypeId id, const YamlTree& node, bool isShared) {
        if (!id.valid())
            return;
        if (node.kind == YamlTree::Kind::Alias)
            return at(id, *node.target, true);
        isShared = isShared || targets_.contains(&node);
        const core::Type& type = program_->types[id];
        switch (type.kind) {
        case core::TypeKind::Optional:
            return at(type.element, node, isShared);
        case core::TypeKind::List:
            for (const auto& child : node.children)
                at(type.element, *child, isShared);
            return;
        case core::TypeKind::Map:
            for (std::size_t i = 1; i < node.children.size(); i += 2)
                at(type.element, *node.children[i], isShared);
            return;
        case core::TypeKind::Enum:
        case core::TypeKind::Variant:
            if (node.kind == YamlTree::Kind::Scalar)
                return scalarCase(type, node, isShared);
            break;
        default:
            break;
        }
        if (node.kind == YamlTree::Kind::Map)
            keys(type, node, isShared);
    }

    void keys(const core::Type& type, const YamlTree& map, bool isShared) {
        for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
            const YamlTree& key = *map.children[i];
            const YamlTree& value = *map.children[i + 1];
            bool isMerge = key.kind == YamlTree::Kind::Scalar && key.plain && key.text == "<<";
            if (isMerge)
                merged(type, value);
            else if (key.kind == YamlTree::Kind::Scalar)
                entry(type, map, key, value, isShared);
        }
    }

    void merged(const core::Type& type, const YamlTree& value) {
        const YamlTree& from = value.kind == YamlTree::Kind::Alias ? *value.target : value;
        if (from.kind == YamlTree::Kind::Map)
            return keys(type, from, true);
        for (const auto& child : from.children)
            merged(type, *child);
    }

    void entry(const core::Type& type, const YamlTree& map, const YamlTree& key, const YamlTree& value, bool isShared) {
        if (key.text == type.tagKey && value.kind == YamlTree::Kind::Scalar)
            scalarCase(type, value, isShared);
        for (const core::Case& one : type.cases)
            if (one.key == key.text) {
                if (isIt(one))
                    rename(map, key, isShared);
                at(one.payload, value, isShared);
            }
        for (const core::Field& field : type.fields) {
            if (field.flat) {
                flat(field.type, map, key, value, isShared);
            } else if (field.key == key.text) {
                if (isIt(field))
                    rename(map, key, isShared);
                at(field.type, value, isShared);
            }
        }
    }

    /// The keys of a flat field stand beside those of its record.
    void flat(core::TypeId id, const YamlTree& map, const YamlTree& key, const YamlTree& value, bool isShared) {
        const core::Type& type = program_->types[id];
        if (type.kind == core::TypeKind::Optional)
            return flat(type.element, map, key, value, isShared);
        entry(type, map, key, value, isShared);
    }

    void scalarCase(const core::Type& type, const YamlTree& scalar, bool isShared) {
        for (const core::Case& one : type.cases)
            if (isIt(one) && one.key == scalar.text)
                edit(scalar, isShared);
    }

    void rename(const YamlTree& map, const YamlTree& key, bool isShared) {
        std::size_t same = 0;
        for (std::size_t i = 0; i < map.children.size(); i += 2) {
            same += map.children[i]->text == key.text ? 1 : 0;
            if (map.children[i]->text == name_)
                throw Refused{map.children[i]->line, fmt::format("there is a key `{}` already", name_)};
        }
        if (same > 1)
            throw Refused{key.line, fmt::format("`{}` is given twice", key.text)};
        edit(key, isShared);
    }

    void edit(const YamlTree& scalar, bool isShared) {
        if (isShared || targets_.contains(&scalar))
            throw Refused{scalar.line,
                          fmt::format("`{}` stands behind an anchor, and other places have it", scalar.text)};
        std::string_view here = text_.substr(scalar.offset);
        if (here.starts_with(scalar.text) && scalar.plain)
            return add(scalar.offset, scalar.text.size(), values::yamlScalar(name_));
        bool isQuoted = here.size() > scalar.text.size() + 1 && (here[0] == '"' || here[0] == '\'') &&
                        here.substr(1).starts_with(scalar.text) && here[scalar.text.size() + 1] == here[0];
        if (!isQuoted)
            throw Refused{scalar.line, fmt::format("`{}` is written with a tag, an anchor or escapes", scalar.text)};
        add(scalar.offset + 1, scalar.text.size(), name_);
    }

    void add(std::size_t begin, std::size_t size, std::string text) {
        edits_.push_back({begin, begin + size, std::move(text)});
    }

    const core::Program* program_ = nullptr;
    std::string_view text_;
    source::Span declared_;
    const std::string& name_;
    std::set<const YamlTree*> targets_; ///< of aliases
    std::vector<ValuesEdits::Edit> edits_;
};

/// The first document of a values file; null if there is none.
std::unique_ptr<YamlTree> parsed(std::string_view text) {
    constexpr text::YamlLimits limits{.lastKeyWins = true, .directives = false};
    std::vector<text::YamlNode> read;
    text::YamlError error;
    if (!text::readYamlStream(text, read, error, limits))
        throw Refused{error.line, error.message};
    return text::YamlParser(text, limits).document();
}

/// The charts of a stack, and where their values stand in its values files.
class Charts {
public:
    explicit Charts(const session::Compilation& outer) : outer_(outer) { add(outer, {}); }

    struct Chart {
        const core::Program* program;
        std::vector<std::string> place;
    };
    const std::vector<Chart>& all() const { return charts_; }

private:
    void add(const session::Compilation& chart, const std::vector<std::string>& place) {
        charts_.push_back({&chart.program, place});
        for (const core::Include& include : chart.program.includes) {
            std::vector<std::string> inner = place;
            inner.push_back(include.alias);
            included_.push_back(session::compileIncluded(outer_, include.file));
            add(*included_.back(), inner);
        }
    }

    const session::Compilation& outer_;
    std::vector<std::unique_ptr<session::Compilation>> included_;
    std::vector<Chart> charts_;
};

/// What stands below keys; null if nothing does, or not as such.
const YamlTree* below(const YamlTree* node, const std::vector<std::string>& place) {
    for (const std::string& step : place) {
        const YamlTree* inner = nullptr;
        if (node->kind == YamlTree::Kind::Map)
            for (std::size_t i = 0; i + 1 < node->children.size(); i += 2)
                if (node->children[i]->text == step)
                    inner = node->children[i + 1].get();
        if (inner == nullptr)
            return nullptr;
        node = inner;
    }
    return node;
}

std::vector<ValuesEdits::Edit> editsOf(const Charts& charts, const std::string& text, source::Span declared,
                                       const std::string& name) {
    std::unique_ptr<YamlTree> root = parsed(text);
    Walk walk(text, declared, name);
    for (const Charts::Chart& chart : charts.all())
        if (const YamlTree* values = root == nullptr ? nullptr : below(root.get(), chart.place))
            walk.run(*chart.program, *values);
    return walk.take();
}

/// Helm gives `global` to all charts of a release: another key there is another one for each of them.
bool isGlobal(const Charts& charts, source::Span declared) {
    return charts.all().size() > 1 && std::any_of(charts.all().begin(), charts.all().end(), [&](const auto& chart) {
               std::vector<std::string> places = valuePlaces(*chart.program, declared);
               return std::any_of(places.begin(), places.end(),
                                  [](const std::string& place) { return place.starts_with("global."); });
           });
}

} // namespace

support::Result<std::vector<ValuesEdits>> renameInValues(const Analysis& analysis, source::Span declared,
                                                         const std::string& name) {
    std::vector<ValuesEdits> all;
    const session::FileSystem& system = *analysis.compilation().files->system;
    std::vector<std::string> paths = valuesFilesOf(analysis.path(), system);
    if (paths.empty())
        return all;
    const std::string old(analysis.sources().text(declared));
    const Charts charts(analysis.compilation());
    const std::filesystem::path folder = std::filesystem::path(analysis.path()).parent_path();
    for (const std::string& path : paths) {
        session::Reading read = system.read(path, text::YamlLimits().bytes);
        if (!read.text)
            return Failure{read.error};
        bool isWithout = read.text->find(old) == std::string::npos && read.text->find('\\') == std::string::npos;
        if (isWithout)
            continue; // whatever it is
        if (read.text->starts_with("\xEF\xBB\xBF"))
            read.text->erase(0, 3);
        const std::string shown = std::filesystem::path(path).lexically_relative(folder).string();
        if (!text::isUtf8(*read.text))
            return Failure{fmt::format("{} is no UTF-8", shown)};
        try {
            std::vector<ValuesEdits::Edit> edits = editsOf(charts, *read.text, declared, name);
            if (!edits.empty() && isGlobal(charts, declared))
                return Failure{fmt::format("{}: what stands in `global` goes to all charts of the release", shown)};
            if (!edits.empty())
                all.push_back({path, std::move(*read.text), std::move(edits)});
        } catch (const Refused& refused) {
            return Failure{fmt::format("{}:{}: {}", shown, refused.line, refused.why)};
        }
    }
    return all;
}

} // namespace stackc::ide
