// Where annotations stand.
#include "sema/names/annotations.h"

#include "diag/suggest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::sema {

namespace {

namespace ast = syntax;
using diag::Code;

/// What the grammar lets an annotation stand before, as far as there are annotations for it.
enum class Place : uint32_t {
    other = 0,
    type = 1U << 0U,
    field = 1U << 1U,
    variantCase = 1U << 2U,
    enumCase = 1U << 3U,
    function = 1U << 4U,
    resource = 1U << 5U,
    use = 1U << 6U,    ///< a service, or `use`
    branch = 1U << 7U, ///< what holds resources of a component
    made = 1U << 8U,   ///< a resource or use of a component
};

constexpr uint32_t operator|(Place a, Place b) { return static_cast<uint32_t>(a) | static_cast<uint32_t>(b); }
constexpr uint32_t operator|(uint32_t a, Place b) { return a | static_cast<uint32_t>(b); }

enum class Takes : uint8_t { nothing, something };
enum class Often : uint8_t { once, always };

struct Known {
    std::string_view name;
    uint32_t places;
    std::string_view shown; ///< the places, for messages
    Takes takes = Takes::something;
    Often often = Often::once;
};

/// All annotations that there are.
constexpr std::array<Known, 12> all{{
    {"section", 0 | Place::field, "a field"},
    {"key", Place::field | Place::variantCase | Place::enumCase, "a field or a case"},
    {"mergeKey", 0 | Place::field, "a field that is a list"},
    {"flat", 0 | Place::field, "a field that is a record", Takes::nothing},
    {"was", 0 | Place::field, "a field"},
    {"fromText", 0 | Place::variantCase, "a case of a variant"},
    {"fromEmpty", 0 | Place::variantCase, "a case of a variant", Takes::nothing},
    {"crd", 0 | Place::type, "a `type`"},
    {"template", 0 | Place::function, "a `fn`"},
    {"test", 0 | Place::resource, "a `resource`", Takes::nothing},
    {"checksum", 0 | Place::made, "a `resource` or `use` of a component"},
    {"allow", Place::resource | Place::use | Place::branch,
     "a `resource`, `service` or `use`, or an `if`, `for` or `match` of a component", Takes::something, Often::always},
}};

/// The annotation of that name; null if there is none.
const Known* find(std::string_view name) {
    const auto* known = std::find_if(all.begin(), all.end(), [&](const Known& one) { return one.name == name; });
    return known == all.end() ? nullptr : known;
}

bool stands(const Known& known, Place place) { return (known.places & static_cast<uint32_t>(place)) != 0; }

Place placeOf(const ast::Decl& decl) {
    if (std::holds_alternative<ast::TypeDecl>(decl.node))
        return Place::type;
    if (std::holds_alternative<ast::FnDecl>(decl.node))
        return Place::function;
    if (std::holds_alternative<ast::ResourceDecl>(decl.node))
        return Place::resource;
    bool isUse = std::holds_alternative<ast::ServiceDecl>(decl.node) || std::holds_alternative<ast::UseDecl>(decl.node);
    return isUse ? Place::use : Place::other;
}

Place placeOf(const ast::Stmt& stmt) {
    if (std::holds_alternative<ast::ResourceDecl>(stmt.node))
        return static_cast<Place>(Place::resource | Place::made);
    if (std::holds_alternative<ast::UseDecl>(stmt.node))
        return static_cast<Place>(Place::use | Place::made);
    bool isBranch = std::holds_alternative<ast::IfStmt>(stmt.node) || std::holds_alternative<ast::ForStmt>(stmt.node) ||
                    std::holds_alternative<ast::MatchStmt>(stmt.node);
    return isBranch ? Place::branch : Place::other;
}

class Annotations {
public:
    explicit Annotations(diag::Sink& sink) : sink_(sink) {}

    void check(const std::vector<ast::Annotation>& annotations, Place place) {
        for (auto it = annotations.begin(); it != annotations.end(); ++it) {
            const Known* known = find(it->name.text);
            if (known == nullptr || !stands(*known, place)) {
                misplaced(*it, place);
                continue;
            }
            if (known->takes == Takes::nothing && !it->args.empty())
                sink_.report(Code::E3063, it->span, known->name);
            auto first = std::find_if(annotations.begin(), it,
                                      [&](const ast::Annotation& one) { return one.name.text == known->name; });
            if (known->often == Often::once && first != it)
                sink_.report(Code::E2015, it->span, "@" + it->name.text).note(first->span, "first declared here");
        }
    }

private:
    void misplaced(const ast::Annotation& annotation, Place place) {
        const std::string& name = annotation.name.text;
        std::vector<std::string> here;
        std::vector<std::string> elsewhere;
        for (const Known& one : all)
            (stands(one, place) ? here : elsewhere).emplace_back(one.name);
        auto report = sink_.report(Code::E2017, annotation.name.span, name);
        const Known* meant = find(name);
        if (meant == nullptr) {
            if (std::string near = diag::suggestName(name, here); !near.empty()) {
                report.suggest(diag::didYouMean("@" + near));
                return;
            }
            meant = find(diag::suggestName(name, elsewhere));
        }
        if (meant != nullptr)
            report.note(fmt::format("`@{}` stands before {}", meant->name, meant->shown));
        if (here.empty())
            report.suggest("take it away: no annotation stands here");
        else
            report.suggest(fmt::format("`@{}` can stand here", fmt::join(here, "`, `@")));
    }

    diag::Sink& sink_;
};

/// Calls `visit` with the annotations of each thing that may have some, and what it is.
template <typename Visit> void eachAnnotated(const ast::Module& module, const Visit& visit) {
    for (const ast::Decl& decl : module.decls) {
        if (std::holds_alternative<ast::ErrorDecl>(decl.node))
            continue;
        visit(decl.annotations, placeOf(decl));
        if (const auto* variant = std::get_if<ast::VariantDecl>(&decl.node))
            for (const ast::VariantCase& one : variant->cases)
                visit(one.annotations, Place::variantCase);
        if (const auto* choice = std::get_if<ast::EnumDecl>(&decl.node))
            for (const ast::EnumCase& one : choice->cases)
                visit(one.annotations, Place::enumCase);
    }
    for (const ast::Stmt& stmt : module.stmts)
        if (!std::holds_alternative<ast::ErrorStmt>(stmt.node))
            visit(stmt.annotations, placeOf(stmt));
    for (const ast::TypeExpr& type : module.types)
        if (const auto* record = std::get_if<ast::RecordType>(&type.node))
            for (const ast::Field& field : record->fields)
                visit(field.annotations, Place::field);
}

} // namespace

std::vector<AnnotationName> annotationNamesAt(const ast::Module& module, std::uint32_t offset) {
    std::optional<Place> where;
    std::vector<std::string> there;
    eachAnnotated(module, [&](const std::vector<ast::Annotation>& annotations, Place place) {
        if (std::none_of(annotations.begin(), annotations.end(),
                         [&](const ast::Annotation& one) { return one.name.span.begin == offset; }))
            return;
        where = place;
        for (const ast::Annotation& one : annotations)
            there.push_back(one.name.text);
    });
    std::vector<AnnotationName> names;
    for (const Known& known : all) {
        bool isThere = known.often == Often::once && std::find(there.begin(), there.end(), known.name) != there.end();
        if (!where || (stands(known, *where) && !isThere))
            names.push_back({known.name, known.shown, known.takes == Takes::something});
    }
    return names;
}

std::vector<AnnotationWord> annotationWordsAt(const ast::Module& module, std::uint32_t offset) {
    std::vector<AnnotationWord> words;
    auto add = [&](const ast::Annotation& annotation) {
        if (annotation.name.text != "crd")
            return;
        words = {{"kind", true}, {"scope", true}};
        for (const ast::Arg& arg : annotation.args) {
            const ast::Span value = arg.value.valid() ? module[arg.value].span : ast::Span{};
            const bool isHere = value.begin <= offset && offset < value.end;
            if (arg.name && arg.name->text == "scope" && isHere)
                words = {{"Namespaced"}, {"Cluster"}};
            else if (arg.name && isHere)
                words.clear();
            else if (arg.name)
                std::erase_if(words, [&](const AnnotationWord& one) { return one.name == arg.name->text; });
            if (isHere)
                return;
        }
    };
    eachAnnotated(module, [&](const std::vector<ast::Annotation>& annotations, Place) {
        for (const ast::Annotation& one : annotations)
            if (one.name.span.end < offset && offset < one.span.end)
                add(one);
    });
    return words;
}

void checkAnnotations(const ast::Module& module, diag::Sink& sink) {
    Annotations annotations(sink);
    eachAnnotated(module,
                  [&](const std::vector<ast::Annotation>& list, Place place) { annotations.check(list, place); });
}

} // namespace stackc::sema
