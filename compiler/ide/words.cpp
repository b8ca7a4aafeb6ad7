#include "ide/words.h"

#include "ide/completion_snippets.h"
#include "kube/amounts.h"
#include "sema/names/annotations.h"

#include <algorithm>

namespace stackc::ide {

namespace {

using namespace syntax;

/// In the tree of the declaration around the cursor, whose places begin with it.
class Around {
public:
    explicit Around(const ProbeText& text) : tree_(text.tree), at_(text.begin - text.sliceBegin) {}

    /// The declaration; null outside of all.
    const Decl* decl() const { return smallest(tree_.decls); }
    const Body* body() const { return smallest(tree_.bodies); }
    const Block* block() const { return smallest(tree_.blocks); }
    const Block* outerBlock() const {
        const Block* inner = block();
        const Block* found = nullptr;
        for (const Block& one : tree_.blocks)
            if (&one != inner && holds(one.span) && (found == nullptr || one.span.size() < found->span.size()))
                found = &one;
        return found;
    }
    bool isListItem() const {
        return std::any_of(tree_.items.begin(), tree_.items.end(),
                           [&](const Item& item) { return item.span.begin == at_; });
    }
    bool isEntry() const {
        const Block* inner = block();
        return inner != nullptr && std::any_of(inner->entries.begin(), inner->entries.end(),
                                               [&](EntryId id) { return tree_[id].span.begin == at_; });
    }
    const Module& tree() const { return tree_; }
    std::uint32_t at() const { return at_; }

private:
    bool holds(source::Span span) const { return span.begin <= at_ && at_ < span.end; }
    template <typename Node> const Node* smallest(const std::vector<Node>& nodes) const {
        const Node* found = nullptr;
        for (const Node& node : nodes)
            if (holds(node.span) && (found == nullptr || node.span.size() < found->span.size()))
                found = &node;
        return found;
    }

    const Module& tree_;
    std::uint32_t at_;
};

const Target* targetOf(const Entry& entry) {
    if (const auto* assign = std::get_if<AssignEntry>(&entry.node))
        return &assign->target;
    if (const auto* amend = std::get_if<AmendEntry>(&entry.node))
        return &amend->target;
    return nullptr;
}

/// The last key of the entry that has the block; null if none has.
const Name* keyNameOf(const Around& around, const Block* block) {
    for (const Entry& entry : around.tree().entries) {
        const auto* amend = std::get_if<AmendEntry>(&entry.node);
        if (amend != nullptr && &around.tree()[amend->block] == block && !amend->target.steps.empty())
            return &amend->target.steps.back().name;
    }
    return nullptr;
}

/// Its text, or "".
std::string keyOf(const Around& around, const Block* block) {
    const Name* name = keyNameOf(around, block);
    return name != nullptr ? name->text : "";
}

/// Is it the block of what a test is given?
bool isGiven(const Around& around, const TestDecl& test, const Block* block) {
    if (!test.body.valid())
        return false;
    const std::vector<StmtId>& stmts = around.tree()[test.body].stmts;
    return std::any_of(stmts.begin(), stmts.end(), [&](StmtId id) {
        const auto* given = std::get_if<GivenStmt>(&around.tree()[id].node);
        return given != nullptr && given->block.valid() && &around.tree()[given->block] == block;
    });
}

/// Is it what an environment says of a service or a backend?
bool isPart(const Around& around, const Block* block) {
    return std::any_of(around.tree().entries.begin(), around.tree().entries.end(), [&](const Entry& entry) {
        const auto* part = std::get_if<PartEntry>(&entry.node);
        return part != nullptr && part->block.valid() && &around.tree()[part->block] == block;
    });
}

/// Keys that are no fields of a type. True where the block has them alone: no entries of other forms.
bool addOwnKeys(Items& items, const Around& around) {
    const Decl* decl = around.decl();
    const Block* block = around.block();
    if (decl == nullptr || !around.isEntry())
        return false;
    auto isOf = [&](BlockId id) { return id.valid() && &around.tree()[id] == block; };
    std::vector<std::string> keys;
    if (const auto* chart = std::get_if<ChartDecl>(&decl->node)) {
        if (isOf(chart->block))
            keys = {"name",        "version",      "appVersion",       "kubeVersion",  "home",
                    "icon",        "sources",      "keywords",         "maintainers",  "annotations",
                    "license",     "links",        "changes",          "readme",       "notes",
                    "description", "nameOverride", "fullnameOverride", "commonLabels", "commonAnnotations",
                    "global",      "extraObjects", "repository"};
    } else if (const auto* environment = std::get_if<EnvironmentDecl>(&decl->node)) {
        if (isOf(environment->block))
            keys = {"release", "namespace", "cluster", "values", "service", "backend"};
        else if (keyOf(around, block) == "cluster")
            keys = {"version", "apis"};
        else if (isPart(around, block)) {
            items.words({"remove"});
            return true;
        }
    } else if (const auto* test = std::get_if<TestDecl>(&decl->node)) {
        if (isGiven(around, *test, block))
            keys = {"release", "namespace", "cluster", "values"};
        else if (keyOf(around, block) == "cluster")
            keys = {"version", "apis"};
    } else if (std::holds_alternative<ExternalDecl>(decl->node)) {
        keys = {"chart", "repository", "version", "alias", "tags", "values", "outputs"};
    }
    std::set<std::string> there = keysBeside(items.in().text);
    for (const std::string& key : keys)
        if (!there.contains(key))
            items.add({.kind = CompletionItem::Kind::Field, .label = key, .rank = 2});
    return std::holds_alternative<ChartDecl>(decl->node) ||
           (!keys.empty() && !std::holds_alternative<ExternalDecl>(decl->node));
}

/// What containers have amounts of, in their requests and limits and where those are bounded.
void addAmounts(Items& items, const Around& around) {
    const Probed& in = items.in();
    const Name* key = keyNameOf(around, around.block());
    if (key == nullptr || !around.isEntry())
        return;
    const sema::NameUse* use = in.compilation.index->nameAt(in.probe().span.file, in.text.sliceBegin + key->span.begin);
    bool isOfObject = use != nullptr && use->entity.kind == sema::EntityKind::NativeField;
    if (!isOfObject || !kube::hasContainerResources(in.known.library.type(use->entity.native).path, key->text))
        return;
    const std::set<std::string> there = keysBeside(in.text);
    for (std::string_view name : kube::containerResources)
        if (!there.contains(std::string(name))) {
            const std::string written = asKey(name);
            items.add({.kind = CompletionItem::Kind::Field,
                       .label = std::string(name),
                       .insert = in.isFollowed() ? written : written + " = $0",
                       .isSnippet = !in.isFollowed()});
        }
}

/// May entries be made by a loop in a block of that type? Fields of records and objects may not.
bool takesLoops(const Probed& in, core::TypeId id) {
    const core::Type* type = id.valid() ? &in.types()[id] : nullptr;
    while (type != nullptr && (type->kind == core::TypeKind::Optional || type->kind == core::TypeKind::Partial))
        type = type->element.valid() ? &in.types()[type->element] : nullptr;
    if (type == nullptr)
        return true; // nothing tells
    if (type->kind == core::TypeKind::Native)
        return in.known.library.shape(type->native) != kube::Shape::Object;
    return type->kind != core::TypeKind::Record && type->kind != core::TypeKind::Variant;
}

const std::vector<std::string>& declarationWords() {
    static const std::vector<std::string> words{"chart",    "import",      "type",      "variant", "enum",
                                                "fn",       "let",         "values",    "check",   "backend",
                                                "service",  "resource",    "patch",     "use",     "include",
                                                "external", "environment", "component", "test",    "export"};
    return words;
}

const std::vector<std::string>& statementWords(const Around& around) {
    static const std::vector<std::string> ofTests{"given", "expect", "let", "for"};
    static const std::vector<std::string> ofComponents{"let",          "resource", "check", "use", "patch", "outputs",
                                                       "contribution", "part",     "if",    "for", "match"};
    const Decl* decl = around.decl();
    return decl != nullptr && std::holds_alternative<TestDecl>(decl->node) ? ofTests : ofComponents;
}

void addStartWords(Items& items, const Around& around) {
    items.words(around.body() == nullptr ? declarationWords() : statementWords(around));
}

void addAnnotationWords(Items& items, const Around& around) {
    for (const sema::AnnotationWord& word : sema::annotationWordsAt(around.tree(), around.at())) {
        const std::string name(word.name);
        bool isSnippet = word.isArgument && !items.in().isFollowed();
        items.add({.kind = word.isArgument ? CompletionItem::Kind::Field : CompletionItem::Kind::Case,
                   .label = name,
                   .insert = isSnippet ? name + " = $0" : name,
                   .isSnippet = isSnippet});
    }
}

std::vector<std::string> spelledAll(const syntax::Following& following) {
    std::vector<std::string> words;
    for (syntax::TokenKind word : following.words)
        words.emplace_back(syntax::spelled(word));
    return words;
}

} // namespace

std::set<std::string> keysBeside(const ProbeText& text) {
    const Around around(text);
    std::set<std::string> keys;
    const Block* block = around.block();
    for (EntryId id : block != nullptr ? block->entries : std::vector<EntryId>()) {
        const Target* target = targetOf(around.tree()[id]);
        if (target != nullptr && target->steps.size() == 1 && target->steps[0].name.span.begin != around.at())
            keys.insert(target->steps[0].name.text);
    }
    return keys;
}

std::optional<std::vector<std::string>> wordsAlone(const ProbeText& text) {
    using Begin = syntax::Following::Begin;
    const bool isPart = text.before == '@' || text.before == '.';
    if (text.following.begin == Begin::Any || isPart)
        return std::nullopt;
    std::vector<std::string> words = spelledAll(text.following);
    if (text.following.begin == Begin::None)
        return words;
    const Around around(text);
    const std::vector<std::string>& begins =
        text.following.begin == Begin::Declaration ? declarationWords() : statementWords(around);
    words.insert(words.end(), begins.begin(), begins.end());
    return words;
}

void addWords(Items& items) {
    const ProbeText& text = items.in().text;
    const Around around(text);
    if (text.before == '@') {
        for (const sema::AnnotationName& one : sema::annotationNamesAt(around.tree(), around.at())) {
            bool isCall = one.takesArguments && !items.in().isFollowed();
            items.add({.kind = CompletionItem::Kind::Annotation,
                       .label = std::string(one.name),
                       .detail = "before " + std::string(one.places),
                       .insert = std::string(one.name) + (isCall ? "($0)" : ""),
                       .isSnippet = isCall});
        }
        return;
    }
    if (text.before == '.')
        return;
    addAnnotationWords(items, around);
    items.words(spelledAll(text.following));
    sema::Probe::Place place = items.in().probe().place;
    if (text.form == Form::Start)
        return addStartWords(items, around);
    if (text.form == Form::Field)
        return items.words({"check"});
    if (addOwnKeys(items, around))
        return;
    if (text.form == Form::Entry || place == sema::Probe::Place::Key) {
        addAmounts(items, around);
        if (place != sema::Probe::Place::Key || takesLoops(items.in(), items.in().probe().type))
            items.words({"for"});
        return items.words({"if", "let", "remove"});
    }
    if (place == sema::Probe::Place::Value) {
        items.words({"if", "match", "none", "true", "false", "not", "let"});
        if (around.isListItem())
            items.words({"for"});
    }
}

} // namespace stackc::ide
