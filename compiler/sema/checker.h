#pragma once
// The checker: one class, its methods spread over the files of this folder by construct.

#include "core/renamed.h"
#include "sema/language_items.h"
#include "sema/sema.h"
#include "sema/symbols.h"
#include "sema/text_shape.h"

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stackc::sema {

using core::Type;
using core::TypeKind;
using diag::Code;

class Checker {
public:
    Checker(source::SourceManager& sources, Loader& loader, kube::Library& library, diag::Sink& sink)
        : sources_(sources), loader_(loader), library_(library), sink_(sink) {
        program_.types = core::TypeTable(library);
    }

    core::Program run(source::FileId main);

private:
    /// Restores the environment when it goes.
    class EnvScope {
    public:
        explicit EnvScope(Checker& checker) : checker_(checker), saved_(checker.env_) {}
        EnvScope(Checker& checker, uint32_t module) : EnvScope(checker) {
            checker.env_ = {};
            checker.env_.module = module;
        }
        ~EnvScope() { checker_.env_ = std::move(saved_); }
        EnvScope(const EnvScope&) = delete;
        EnvScope& operator=(const EnvScope&) = delete;

    private:
        Checker& checker_;
        Env saved_;
    };

    // ---- modules.cpp
    std::optional<uint32_t> loadModule(std::string_view path, Span span);
    bool loadTypes(const std::string& path, Span span);
    uint32_t addModule(std::string path, source::FileId file);
    void declare(uint32_t module);
    std::shared_ptr<const ast::Module> parsed(uint32_t module, source::FileId file);
    void dropFaulty(uint32_t module, ast::Module& tree);
    void takeBackConsequences(size_t first);
    void declareName(uint32_t module, ast::DeclId id, SymbolKind kind, const ast::Name& name, bool scoped);
    bool isFree(uint32_t module, const ast::Name& name, const std::string& otherwise = {});
    bool claimImport(uint32_t module, const ast::Name& name, const std::string& path, bool isNative,
                     const std::string& otherwise);
    void import(uint32_t module, const ast::ImportDecl& decl, Span span);
    void importNames(uint32_t module, const ast::ImportDecl& decl, const std::string& path);

    SymbolIndex brokenSymbol();

    // ---- names.cpp
    /// `skipLocals` where no variable can be meant: types, functions, components.
    Found lookup(const std::vector<ast::Name>& path, bool skipLocals = false);
    std::optional<SymbolIndex> lookupSymbol(std::string_view name);
    const Local* lookupLocal(std::string_view name);
    std::vector<std::string> visibleNames() const;
    void unknownName(const ast::Name& name);
    void notExported(const Found& found, const std::vector<ast::Name>& path);
    static std::string_view kindName(SymbolKind kind);

    // ---- types_expr.cpp, types_decl.cpp, refinements.cpp
    TypeId resolveType(ast::TypeId id);
    TypeId resolveNamed(const ast::NamedType& type, Span span);
    TypeId resolveName(const ast::Path& path);
    std::string typeHint(const ast::Path& path, const std::vector<std::string>& known);
    std::optional<TypeId> builtinType(std::string_view name);
    TypeId resolveOptional(const ast::OptionalType& type, Span span);
    TypeId resolveElement(ast::TypeId id, Span span);
    TypeId resolveMap(const ast::MapType& type);
    TypeId resolveRecord(const ast::RecordType& type, Span span);
    TypeId resolveExtend(const ast::ExtendType& type, Span span);
    void annotateField(core::Field& field, const ast::Annotation& annotation);
    void addField(Type& record, const ast::Field& field, std::vector<core::Field>& fields);
    TypeId refine(TypeId base, const std::vector<ast::Refinement>& refinements);
    void refineInt(Type& type, const ast::Refinement& refinement);
    void refineFloat(Type& type, const ast::Refinement& refinement);
    void refineString(Type& type, const ast::Refinement& refinement);
    TypeId typeOfSymbol(SymbolIndex index);
    TypeId declareType(Symbol& symbol);
    TypeId declareRecord(const ast::TypeDecl& decl, const ast::Decl& node);
    TypeId narrowed(TypeId id, const ast::TypeDecl& node);
    TypeId declareVariant(const ast::VariantDecl& decl, const ast::Decl& node);
    void annotateCase(const Type& variant, core::Case& result, const ast::Annotation& annotation);
    TypeId declareEnum(const ast::EnumDecl& decl, const ast::Decl& node);
    std::string keyOf(const std::vector<ast::Annotation>& annotations, const std::string& name);
    std::string annotationText(const ast::Annotation& annotation);
    using FieldPlace = std::pair<TypeId, size_t>; ///< a record and the index of a field
    void copyDefault(const FieldPlace& from, const FieldPlace& to);
    void addChecks(TypeId record, const std::vector<ast::Rule>& rules);
    void addWhere(TypeId type, const ast::Rule& rule);
    /// The default of a record's field: declared, `none`, or `{}`; invalid if the field is required.
    ExprId fieldDefault(TypeId record, size_t index);
    ExprId implicitDefault(TypeId type, Span span);
    bool allDefaults(TypeId record);
    /// `Manifest`: a resource of any kind.
    TypeId manifestType();
    TypeId serviceType();
    /// A declaration of the library that the language is built on; reported if it is not there.
    std::optional<SymbolIndex> languageItem(LanguageItem item, Span use);
    TypeId metadataType();
    TypeId contributionType();
    /// What `uses` holds: a name, and the contribution of a declared backend.
    TypeId backendType();

    // ---- fits.cpp, coerce.cpp
    bool fits(TypeId from, TypeId to);
    bool fitsInside(TypeId from, TypeId to);
    bool fitsNative(TypeId from, kube::TypeId to);
    bool fitsNativeInside(TypeId from, kube::TypeId to);
    bool fitsString(const Type& from, const Type& to) const;
    std::optional<std::string> unfit(ExprId id, kube::TypeId to, const std::string& path);
    std::optional<std::string> unfitEntries(const std::vector<core::Entry>& entries, kube::TypeId id,
                                            const std::string& path);
    ExprId coerce(ExprId id, TypeId expected, Span span);
    ExprId coerceHeld(ExprId id, TypeId expected, Span span);
    /// A list or map with each element coerced; invalid where that doesn't help.
    ExprId coerceElements(ExprId id, TypeId expected, Span span);
    /// Is a value of the type, as users may give it, more than the text that it stands for?
    bool isNumberOrText(TypeId id) const;
    void mismatch(TypeId expected, TypeId found, Span span, const std::string& why = {});
    bool isOfRefined(TypeId expected, TypeId found);
    std::optional<std::string> writtenHere(TypeId id) const;
    std::string qualified(TypeId id) const;
    /// The two types of one name that make the shown types different ones, where it is that.
    std::optional<std::pair<TypeId, TypeId>> homonyms(TypeId expected, TypeId found) const;
    // ---- fits.cpp
    /// The first wanted one of the type and those that are anywhere inside of it; invalid if there is none.
    TypeId findInside(TypeId id, const std::function<bool(TypeId)>& wanted) const;
    TypeId variantIn(TypeId id) const;
    /// May its values be written as they are, by anybody?
    bool isData(TypeId id);
    // ---- secrets.cpp
    /// Is it, or has it anywhere inside of it, text that nobody may see?
    bool holdsSensitive(TypeId id);
    /// Where a secret is what does not fit: says so, instead of telling types.
    bool leaks(TypeId expected, TypeId found, Span span);
    /// The type of a text that is made of others: Sensitive as soon as one of them is.
    TypeId textOf(const std::vector<ExprId>& parts);
    /// Refuses what would tell of a secret's text, such as a comparison.
    bool reveals(const std::string& what, std::initializer_list<ExprId> operands, Span span);
    /// What a Kubernetes Secret takes for its texts, under `data` and `stringData`; invalid for other fields.
    TypeId secretTexts(const kube::Type& native, std::string_view field);
    ExprId libraryCall(const std::string& name, const ast::CallExpr& node, Span span);
    TypeId scalarOf(kube::TypeId id);
    TypeId join(TypeId a, TypeId b);
    /// The type's kind without refinements, as the other side of a comparison.
    TypeId unrefined(TypeId id);

    // ---- expr.cpp
    ExprId infer(ast::ExprId id);
    /// `current` is what the value replaces: the presets of an optional are taken from it.
    ExprId check(ast::ExprId id, TypeId expected, ExprId current = {});
    ExprId checkNode(const ast::Expr& expr, ast::ExprId id, TypeId expected, ExprId current);
    ExprId checkOptional(const ast::Expr& expr, ast::ExprId id, TypeId expected, ExprId current);
    bool inferable(ast::ExprId id);
    bool isConstruction(ast::ExprId id);
    bool mayBeNone(ast::ExprId id);
    ExprId make(Span span, TypeId type, core::ExprNode node);
    ExprId errorExpr(Span span);
    TypeId typeOf(ExprId id) const { return program_.exprs[id.value].type; }
    Span spanOf(ExprId id) const { return program_.exprs[id.value].span; }
    const Type& type(TypeId id) const { return program_.types[id]; }
    TypeKind kindOf(TypeId id) const { return program_.types[id].kind; }
    bool isError(ExprId id) const { return kindOf(typeOf(id)) == TypeKind::Error; }
    std::string show(TypeId id) const { return program_.types.show(id); }
    bool isNarrowed(TypeId id) const {
        return kindOf(id) == TypeKind::Native && library_.narrowedFrom(type(id).native).has_value();
    }
    kube::Type nativeOf(TypeId id) const { return library_.type(type(id).native); }
    template <typename Node> const Node* nodeAs(ExprId id) const {
        return id.valid() ? std::get_if<Node>(&program_.exprs[id.value].node) : nullptr;
    }
    const ast::Module& tree() const { return *modules_[env_.module].tree; }
    VarId newVar(std::string name, TypeId type);
    ExprId varRef(VarId var, Span span);
    void bind(const std::string& name, VarId var, Span span);
    void bindLet(const ast::Name& name, ExprId value);
    ExprId field(ExprId base, const std::string& name, TypeId type, Span span);

    // ---- expr_literals.cpp
    ExprId boolean(bool value, Span span);
    ExprId integer(int64_t value, Span span);
    ExprId string(std::string text, TypeId type, Span span);
    ExprId inferLiteral(const ast::Expr& expr);
    ExprId checkInt(int64_t value, TypeId expected, Span span);
    ExprId checkFloat(const std::string& text, TypeId expected, Span span);
    void fieldAsType(const ast::Path& path, const Symbol& symbol, size_t used);
    std::string textHint(const std::string& number, TypeId expected) const;
    ExprId checkUnit(const std::string& text, TypeId expected, Span span);
    ExprId checkText(const std::string& text, TypeId expected, Span span);
    ExprId checkNativeText(const std::string& text, TypeId expected, Span span);
    bool validText(const std::string& text, TypeId expected, Span span);
    ExprId interpolation(const ast::StringLit& literal, Span span);
    ExprId toText(ExprId value, Span span);
    std::optional<std::string> staticText(ast::ExprId id);
    const std::string* literalText(ExprId id) const;

    // ---- expr_names.cpp
    ExprId inferName(const ast::NameRef& ref, Span span);
    ExprId inferMember(const ast::MemberExpr& member, Span span);
    ExprId memberOf(ExprId base, const ast::Name& name, Span span);
    ExprId nativeMember(ExprId base, const ast::Name& name, Span span);
    ExprId useSymbol(SymbolIndex index, Span span);
    ExprId useLocal(const Local& local, Span span);
    ExprId builtinMember(const std::vector<ast::Name>& path, Span span);
    ExprId inputOf(std::string_view root, std::string_view name);
    ExprId valuesRef(Span span);
    // services.cpp
    ExprId servicesRef(Span span);
    void serviceFacts();
    std::optional<core::Entry> factsEntry(const core::Statement& statement, core::FnId facts);
    ExprId overrideName(const std::string& name, Span span);
    ExprId fittingField(ExprId record, const std::string& name, TypeId wanted);
    /// A map of texts among the values, `commonLabels` or `commonAnnotations`; none where the chart has no such value.
    ExprId commonTexts(const std::string& name);
    /// A value of `global`; what stands for it where the chart has none of a fitting type.
    ExprId globalValue(const std::string& name);
    bool isBuiltinRoot(std::string_view name) const;
    std::optional<std::vector<ast::Name>> pathOf(ast::ExprId id) const;

    // ---- expr_cases.cpp
    /// A name where a variant, an enum or a native enum is wanted; invalid if it is no case.
    ExprId caseByName(const ast::Name& name, TypeId expected, Span span);
    ExprId caseApplied(const ast::ApplyExpr& apply, TypeId expected, ExprId current, Span span);
    const ast::BlockExpr* wholePayload(const ast::CallExpr& call, TypeId payload) const;
    ExprId caseCalled(const ast::CallExpr& call, TypeId expected, Span span);
    bool ambiguous(const ast::Name& name, TypeId expected);
    ExprId unknownCase(const ast::Name& name, TypeId expected);
    ExprId checkApply(const ast::ApplyExpr& apply, TypeId expected, ExprId current, Span span);
    ExprId inferApply(const ast::ApplyExpr& apply, Span span);
    ExprId emptyPayload(TypeId payload, Span span);

    // ---- optionals.cpp
    ExprId noneValue(TypeId optional, ExprId current, Span span);
    ExprId preset(const ast::ApplyExpr& apply, TypeId optional, ExprId current, Span span);
    ExprId presetName(bool on, TypeId optional, ExprId current, Span span);
    ExprId currentPayload(ExprId current, Span span);
    ExprId amendOptional(TypeId optional, ExprId current, const Amendment& amendment, PathTree& paths);

    // ---- expr_blocks.cpp, expr_records.cpp, expr_objects.cpp
    ExprId checkBlock(ast::BlockId block, TypeId expected, Span span);
    ExprId amend(TypeId type, ExprId current, const Amendment& amendment, PathTree& paths);
    ExprId amendVariant(TypeId type, ExprId current, const Amendment& amendment, PathTree& paths);
    Edit editOf(const ast::Entry& entry) const;
    /// Marks a path as set; reports a second setting.
    bool claim(PathTree& paths, const std::string& key, Claim claim, Span span, const std::string& hint = {});
    static Claim claimOf(const Edit& edit, size_t step);
    /// The paths as a branch sees those that are set around it.
    static PathTree pathsInBranch(const PathTree& paths);
    /// Adds what a branch sets to the paths behind it.
    static void addBranch(PathTree& paths, const PathTree& branch);

    ExprId recordValue(TypeId record, ExprId base, const Amendment& amendment, PathTree& paths, bool complete = true);
    RecordState recordStart(TypeId record, ExprId base, Span span);
    void recordBlock(RecordState& state, ast::BlockId block, PathTree& paths);
    void recordEntry(RecordState& state, const ast::Entry& entry, PathTree& paths);
    void recordEdit(RecordState& state, const Edit& edit, size_t step, PathTree& paths);
    void recordSpread(RecordState& state, const ast::SpreadEntry& spread, Span span);
    void recordIf(RecordState& state, const ast::IfEntry& entry, Span span, PathTree& paths);
    ExprId recordFinish(const RecordState& state, Span span, bool complete);
    std::optional<size_t> fieldIndex(TypeId record, const ast::Name& name);
    /// "did you mean …?" for a field that isn't there: the one with that key in values.yaml, or a near name; else "".
    std::string meantField(TypeId record, const std::string& name) const;
    ExprId fieldNow(const RecordState& state, size_t index);
    ExprId appended(TypeId type, ExprId current, ast::ExprId value, Span span);
    ExprId removed(TypeId type, ExprId current, const ast::Name& name, Span span);

    ExprId objectValue(TypeId type, ExprId base, const Amendment& amendment, PathTree& paths);
    void objectBlock(ObjectState& state, ast::BlockId block, PathTree& paths);
    void refuseSpreadVariants(const ObjectState& state, size_t first);
    void objectEntry(ObjectState& state, const ast::Entry& entry, PathTree& paths);
    void objectEdit(ObjectState& state, const Edit& edit, size_t step, PathTree& paths);
    std::string elementsHint(const ObjectState& state, const PathTree& paths, const std::string& key, const Edit& edit,
                             size_t step) const;
    void objectAssign(ObjectState& state, const Slot& slot, const Edit& edit, size_t place);
    void objectRemove(ObjectState& state, const Slot& slot, const Edit& edit, size_t place);
    void objectAmend(ObjectState& state, const Slot& slot, const Edit& edit, size_t step, PathTree& inner);
    void objectComputed(ObjectState& state, const Edit& edit);
    void objectIf(ObjectState& state, const ast::IfEntry& entry, Span span, PathTree& paths);
    void objectFor(ObjectState& state, const ast::ForEntry& entry, Span span);
    bool isPartOf(TypeId part, TypeId whole) const;
    bool givesAttributes(TypeId record, TypeId contribution) const;
    std::string notAttribute(TypeId record, TypeId contribution);
    ExprId contributed(ExprId record, TypeId contribution, Span span);
    void objectSpread(ObjectState& state, const ast::SpreadEntry& entry, Span span);
    /// What an edit other than `=` and `remove` makes of what a key holds.
    ExprId changed(const Slot& slot, ExprId now, const Edit& edit, size_t step, PathTree& inner);
    // held.cpp
    /// The entry of a key that surely says what the key holds, or the number of entries.
    static size_t placeOf(ObjectState& state, const std::string& key);
    bool mayHold(const ObjectState& state, const std::string& key) const;
    bool maySet(const std::vector<core::Entry>& entries, const std::string& key, int depth) const;
    bool maySet(ExprId id, const std::string& key, int depth) const;
    ExprId whereAbsent(const ObjectState& state, const Slot& slot, VarId before, ExprId value, Span span);
    bool needsField(ExprId id, VarId before);
    ExprId emptyOf(TypeId type, Span span);
    Slot slotOf(TypeId type, const ast::Name& name);
    std::string caseKey(TypeId id, const ast::Name& name);
    Slot nativeSlot(const kube::Type& native, const ast::Name& name);
    TypeId manifestSlot(const std::string& key);
    void requireIdentity(const std::vector<core::Entry>& entries, Span span);
    std::optional<core::Entry> slotValue(const Slot& slot, ast::ExprId value, ExprId current, Span span);
    bool isWritten(ast::ExprId value);
    ExprId slotComputed(TypeId type, ast::ExprId value, ExprId current);
    void mentioned(const std::vector<core::Entry>& entries, std::set<std::string>& keys, bool& open);
    void requireFields(TypeId type, const std::vector<core::Entry>& entries, Span span);
    bool isCollection(TypeId type) const;

    // ---- elements.cpp
    void declareMergeKey(core::Field& field, const ast::Annotation& annotation);
    bool writtenItems(ExprId list, std::vector<core::Entry>& out) const;
    ExprId computedElement(TypeId list, const std::string& key, ExprId current, const Edit& edit, size_t step,
                           PathTree& paths);
    ExprId elementValue(TypeId element, ExprId now, const Edit& edit, size_t step, PathTree& inner);
    std::optional<std::string> elementKey(ExprId element, const std::string& key) const;
    ExprId noElement(TypeId list, Span span);
    std::string mergeKeyOf(kube::TypeId element) const;
    ExprId amendElement(const Slot& slot, ExprId current, const Edit& edit, size_t step, PathTree& paths);
    ExprId editElement(TypeId list, std::vector<core::Entry> items, size_t index, const Edit& edit, size_t step,
                       PathTree& paths);
    /// Does the step lead to what an element of the list before it is?
    static bool isElement(const Edit& edit, size_t step) {
        return edit.target->steps[step].kind == ast::TargetStep::Kind::element;
    }

    // ---- expr_lists.cpp
    ExprId checkList(const ast::ListExpr& list, TypeId expected, Span span);
    ExprId inferList(const ast::ListExpr& list, Span span);
    core::Entry listItem(ast::ItemId id, TypeId element, TypeId list);
    core::Entry listFor(const ast::ForItem& item, TypeId element, TypeId list);
    core::Entry listIf(const ast::IfItem& item, TypeId element, TypeId list);
    TypeId elementOf(TypeId type);
    core::Entry loopBody(const Loop& loop, ast::ExprId filter, core::Entry& entry);
    Loop openLoop(const ast::LoopPattern& pattern, ast::ExprId source);
    ExprId condition(ast::ExprId id);
    ExprId message(ast::ExprId id);
    /// Binds the name of `if let`; the caller keeps an EnvScope.
    Opened openCond(const ast::Cond& cond);

    // ---- expr_match.cpp
    std::vector<ArmHead> matchHeads(ExprId subject, const std::vector<const std::vector<ast::CasePattern>*>& patterns,
                                    const std::vector<Span>& spans, Span span);
    ArmHead matchHead(ExprId subject, const std::vector<ast::CasePattern>& patterns, std::vector<bool>& seen,
                      Span span);
    std::optional<uint32_t> patternCase(TypeId subject, const ast::CasePattern& pattern);
    TypeId casePayload(TypeId subject, uint32_t index);
    ExprId matchExpr(const ast::MatchExpr& match, Span span, TypeId expected, ExprId current);
    ExprId ifExpr(const ast::IfExpr& node, Span span, TypeId expected, ExprId current);
    ExprId letExpr(const ast::LetExpr& node, Span span, TypeId expected, ExprId current);
    ExprId isExpr(const ast::IsExpr& node, Span span);
    /// The type of several alternatives; invalid and reported if there is none. Fills in those that are inferable.
    TypeId alternatives(const std::vector<ast::ExprId>& ids, const std::vector<Env>& envs, std::vector<ExprId>& done,
                        Span span);

    // ---- expr_ops.cpp, intervals.cpp
    ExprId binary(const ast::BinaryExpr& node, Span span, TypeId expected);
    ExprId unary(const ast::UnaryExpr& node, Span span);
    ExprId logical(const ast::BinaryExpr& node, Span span);
    bool isQuantity(TypeId id) const;
    ExprId asQuantity(ast::ExprId source, ExprId operand);
    ExprId comparedAmounts(core::Op op, ExprId lhs, ExprId rhs, Span span);
    ExprId comparison(const ast::BinaryExpr& node, Span span);
    ExprId coalesce(const ast::BinaryExpr& node, Span span, TypeId expected);
    ExprId arithmetic(const ast::BinaryExpr& node, Span span, TypeId expected);
    ExprId combine(ExprId lhs, ExprId rhs, TypeId type, Span span);
    ExprId intResult(core::Op op, ExprId a, ExprId b, Span span);
    ExprId prim(core::Op op, std::vector<ExprId> args, TypeId type, Span span);
    TypeId intType(int64_t low, int64_t high);
    void flatten(ast::ExprId id, ast::BinaryOp op, core::Op coreOp, std::vector<ExprId>& out);

    // ---- calls.cpp, builtins.cpp
    ExprId call(const ast::CallExpr& node, Span span, TypeId expected);
    ExprId callSymbol(SymbolIndex index, const ast::CallExpr& node, Span span);
    std::vector<ExprId> arguments(const Symbol& symbol, const std::vector<VarId>& params,
                                  const std::vector<ast::Arg>& args, Span span);
    bool isBuiltinFunction(std::string_view name) const;
    ExprId builtinCall(const std::string& name, const ast::CallExpr& node, Span span);
    ExprId capability(const ast::Name& name, const ast::CallExpr& node, Span span);
    ExprId cutCall(const ast::CallExpr& node, Span span);
    ExprId rangeCall(const ast::CallExpr& node, Span span);
    ExprId textCall(core::TextFormat format, const ast::CallExpr& node, Span span);
    bool arity(const ast::CallExpr& node, const std::string& name, size_t count, Span span);
    ExprId stringArg(const ast::CallExpr& node, size_t index);
    std::optional<std::string> literalArg(const ast::CallExpr& node, size_t index, const std::string& name);
    ExprId stringCall(const std::string& name, const ast::CallExpr& node, Span span);
    ExprId collectionCall(const std::string& name, const ast::CallExpr& node, Span span);
    ExprId joinCall(const ast::CallExpr& node, Span span);
    ExprId uniqueCall(const ast::CallExpr& node, Span span);
    ExprId firstCall(const ast::CallExpr& node, Span span);
    ExprId fileCall(const ast::CallExpr& node, Span span);
    ExprId listArg(const ast::CallExpr& node);
    TypeId heldType(const std::vector<core::Entry>& items);
    TextShape shapeOf(ExprId id) const;
    TextShape shapeOfPrim(const core::PrimExpr& node) const;
    int64_t slack(const core::PrimExpr& concat) const;
    TextShape shapeOfType(const Type& type) const;
    /// Can the text of an expression be nothing but a value of the string type?
    bool provesText(ExprId id, TypeId expected) const;

    // ---- functions.cpp
    void functionSignature(Symbol& symbol);
    void functionBody(SymbolIndex index);
    /// Invalid after a cycle has been reported.
    void declareTemplate(core::Function& fn, const ast::Annotation& annotation);
    core::FnId functionOf(SymbolIndex index, Span use);
    core::LetId letOf(SymbolIndex index, Span use);
    std::vector<VarId> declareParams(Symbol& symbol, const std::vector<ast::Param>& params);
    void bindParams(const std::vector<VarId>& params);
    /// Reports a declaration that needs itself; `chain_` holds what is being elaborated.
    bool enter(SymbolIndex index, Span span);
    bool tooDeep(Span use);
    void leave(SymbolIndex index);

    // ---- components.cpp, statements.cpp, service.cpp
    core::ComponentId componentOf(SymbolIndex index, Span use);
    void componentBody(SymbolIndex index);
    void body(ast::BodyId id, std::vector<core::Statement>& out);
    void statement(const ast::Stmt& stmt, std::vector<core::Statement>& out);
    void ifStatement(const ast::IfStmt& node, Span span, std::vector<core::Statement>& out);
    void forStatement(const ast::ForStmt& node, Span span, std::vector<core::Statement>& out);
    void matchStatement(const ast::MatchStmt& node, Span span, std::vector<core::Statement>& out);
    void outputs(ast::ExprId value, Span span);
    using StatementMaker = std::function<void(std::vector<core::Statement>&)>;
    void withClauses(const std::vector<ast::Clause>& clauses, size_t index, std::vector<core::Statement>& out,
                     const StatementMaker& make);
    void resource(const ast::ResourceDecl& decl, const std::vector<ast::Annotation>& annotations, Span span,
                  std::vector<core::Statement>& out);
    core::Amendment asTest(const std::string& name, TypeId object, Span span);
    std::optional<ResourceKind> resourceKind(const ast::Path& path);
    std::optional<ResourceKind> customKind(SymbolIndex index);
    ResourceKind describedKind(const ast::Annotation& crd, const std::string& typeName);
    // allowances.cpp
    void allow(const std::vector<ast::Annotation>& annotations, size_t before, std::vector<core::Statement>& out);
    void outsideResource(const ast::ExternalDecl& decl);
    TypeId customType(TypeId record);
    void checkStatement(const ast::Rule& rule, std::vector<core::Statement>& out);
    void useStatement(const ast::UseDecl& decl, Span span, VarId var, std::vector<core::Statement>& out);
    void serviceStatement(SymbolIndex index, std::vector<core::Statement>& out);
    ExprId serviceAttributes(const ast::ServiceDecl& decl, Span span);
    void requireAttributes(ExprId own, Span span);
    ExprId backendRecord(const ast::BackendDecl& decl, Span span);
    ExprId backendValue(const ast::BackendDecl& decl, size_t clause, Span span);
    void contributionStatement(const ast::ContributionStmt& node, Span span);
    bool isLooped(const std::vector<ast::Clause>& clauses);
    ExprId contributionOf(const ast::Name& name, Span span);
    // patches.cpp, parts.cpp
    void patch(const ast::PatchDecl& decl, Span span, std::vector<core::Statement>& out);
    bool patchTarget(const ast::PatchDecl& decl, VarId& use, core::ComponentId& component);
    ExprId atPlace(const PartPlace& place, size_t step, VarId from, VarId part, ExprId value);
    std::optional<Part> partOf(core::ComponentId component, const std::vector<ast::Name>& names, size_t& used);
    std::optional<Part> resourceOf(const std::vector<core::Statement>& body, const ast::Name& name);
    void partStatement(const ast::PartStmt& node);
    std::optional<Part> partPath(core::ComponentId component, const ast::PartPath& path);
    bool partStep(core::ComponentId component, Part& part, const ast::PartStep& step);
    std::vector<std::string> partNames(core::ComponentId component) const;

    // ---- releases.cpp
    void checkReleases(const std::string& name, kube::Releases exists, const std::string& instead, Span span);
    void checkRelease(const kube::Field& field, Span span);
    void checkRelease(const kube::Kind& kind, Span span);
    std::string replacement(const std::string& apiVersion, const std::string& kind) const;
    bool unknownVersion(const std::string& path, const std::vector<std::string>& names, Span span);
    bool unknownNative(const std::string& path, const ast::Path& written);
    void narrow(ExprId condition, bool holds);
    void checkVersion(const std::string& version, Span span);

    // ---- chart.cpp, values.cpp, environments.cpp
    void chart(const ast::ChartDecl& decl, const ast::Decl& node);
    void chartEntry(const ast::AssignEntry& entry, const ast::Name& name);
    void chartKubeVersion(ast::ExprId value);
    bool chartList(const std::string& key, ast::ExprId value);
    void chartMaintainers(ast::ExprId value);
    static bool isChartBlock(std::string_view key);
    void chartBlock(std::string_view key, ast::BlockId block);
    void chartChanges(ast::BlockId block);
    bool constant(ast::ExprId value, std::string& out);
    // chart_values.cpp
    /// The library's record of the values that charts have without declaring them; invalid if it is not there.
    TypeId libraryValues();
    void chartSwitch(ast::ExprId value, const ast::Name& key);
    std::map<std::string, Switch> switchesOf(uint32_t module);
    void addLibraryValues(uint32_t module, TypeId record);
    void completeGlobal(TypeId record, TypeId library);
    void chartObjects();
    void valuesType(const ast::ValuesDecl& decl);
    uint64_t fieldsOf(TypeId type, std::map<TypeId, uint64_t>& known) const;
    void valuesRules();
    void valuesRulesIn(TypeId type, bool element, std::set<std::pair<uint32_t, bool>>& seen);
    void keyRules(const Type& record);
    void caseRules(const Type& type);
    void switchRules(const Type& payload);
    void keyRule(const std::string& key, Span span);
    // renamed.cpp
    bool mergesElements(TypeId id) const;
    void renamedRules(const std::set<std::pair<uint32_t, bool>>& types);
    void oldPath(const core::RenamedField& renamed);
    void conditionRules(const core::KeyPath& condition, const std::vector<core::RenamedField>& all);
    // dependencies.cpp, externals.cpp, includes.cpp
    void dependencies(uint32_t module, TypeId record);
    void dependencyField(TypeId record, core::Field field);
    void brokenField(TypeId record, const ast::Name& name);
    void includeUse(const ast::IncludeDecl& decl);
    void externalUse(ast::DeclId id, const ast::ExternalDecl& decl);
    std::vector<std::string> dependencyCondition(const std::string& what, const std::vector<ast::Clause>& clauses);
    std::optional<std::vector<std::string>> requiredBool(const std::vector<ast::Name>& path);
    bool hasConditionElsewhere(const ast::ExternalDecl& decl) const;
    std::optional<External> externalField(TypeId record, const ast::ExternalDecl& decl, const ast::Decl& node);
    void externalEntry(External& external, const Edit& edit, const ast::Name& key);
    void externalText(ast::ExprId value, const std::string& pattern, const std::string& what, std::string& out);
    void externalTags(ast::ExprId value, std::vector<std::string>& tags);
    void externalDefault(TypeId record, const External& external);
    static const ast::Entry* outputsOf(const ast::Module& tree, const ast::ExternalDecl& decl);
    ExprId externalOutputs(const ast::ExternalDecl& decl);
    ExprId outputsBlock(const ast::Name& name, ast::BlockId block);
    std::optional<TypeId> includeField(TypeId record, const ast::IncludeDecl& decl, const ast::Decl& node);
    void includeDefault(TypeId record, const ast::IncludeDecl& decl);
    std::optional<uint32_t> includedModule(const ast::IncludeDecl& decl);
    /// The type of the values of a chart that is included; invalid after a cycle has been reported.
    TypeId chartValues(uint32_t module, Span use);
    TypeId withoutGlobal(TypeId values, const std::string& name);
    void sharedGlobal(TypeId outer, TypeId inner, Span span);

    void environments();
    void takeBackOrphans(size_t first);
    /// Reports each value without a default once, with the environments that don't give it.
    void ungivenValues();
    void environment(const ast::EnvironmentDecl& decl, const ast::Decl& node);
    void environmentEntry(core::Environment& env, const ast::Entry& entry, ExprId base, PathTree& paths);
    void environmentPart(core::Environment& env, const ast::PartEntry& part, PathTree& paths);
    // environment_backends.cpp
    void environmentBackend(core::Environment& env, const ast::PartEntry& part, PathTree& paths);
    void chooseBackend(core::Environment& env, const ast::BackendDecl& backend, const ast::PartEntry& part,
                       PathTree& paths);
    void backendEntry(const BackendEdit& where, const std::vector<GivenBlock>& given, const std::string& prefix,
                      const ast::Entry& entry);
    // environment_given.cpp
    std::optional<GivenBlock> givenBlock(ExprId values, ast::ExprId value, ValuesNames names);
    std::optional<GivenBlock> givenByMatch(ExprId values, const ast::MatchExpr& match, ValuesNames names);
    bool clauseNames(ExprId values, const ast::BackendDecl& backend, ValuesNames& names);
    std::vector<ast::Name> pathIn(ast::ExprId value, const ValuesNames& names) const;
    ExprId valueAt(ExprId values, const std::vector<ast::Name>& path) const;
    std::optional<bool> holdsIn(ExprId values, const ast::Cond& condition, ValuesNames& names);
    void readKey(ExprId values, GivenBlock given, const std::string& key, GivenKey& known);
    void readEntry(ExprId values, const GivenBlock& given, const Edit& entry, const std::string& key, GivenKey& known);
    void readSpread(ExprId values, std::vector<ast::Name> path, const std::string& key, GivenKey& known);
    void readBranch(ExprId values, const GivenBlock& given, const ast::IfEntry& branch, const std::string& key,
                    GivenKey& known);
    void movedEdit(core::Environment& env, const std::vector<ast::Name>& path, const Edit& edit, size_t step,
                   PathTree& paths);
    /// The service or backend of that name in the chart, reported if there is none.
    std::optional<SymbolIndex> partNamed(const ast::Name& name, SymbolKind kind);
    /// The path into `values` that a service's attribute is; empty if it is something else.
    std::vector<ast::Name> valuesPath(const ast::ServiceDecl& service, const std::string& attribute);
    void unknownInEnvironment(const std::string& key, Span span);
    void environmentAssign(core::Environment& env, const ast::AssignEntry& assign, Span span);
    void clusterEntry(core::Environment& env, ast::BlockId block);
    void assignments(const PathTree& tree, std::vector<std::string>& path, std::vector<core::Assignment>& out);

    // ---- program.cpp, usage.cpp
    void library();
    void declarations();
    void topLevel(ast::DeclId id, const ast::Decl& decl);
    void topCheck(const ast::Rule& rule);
    void unusedValues();
    /// Warns of what the chart's file declares or imports and never uses.
    void unusedNames();
    void unusedImports(const ast::ImportDecl& decl);
    void use(std::string_view name) {
        if (env_.module == 0)
            used_.emplace(name);
    }
    bool dependsOnInput(ExprId id, std::map<uint32_t, bool>& memo);
    bool isStatic(ExprId id);
    void staticDefault(ExprId id);
    /// Notes that the source uses what has no lowering yet; `build` refuses it.
    bool inLibrary() const;

    source::SourceManager& sources_;
    Loader& loader_;
    kube::Library& library_;
    diag::Sink& sink_;

    core::Program program_;
    std::deque<ModuleInfo> modules_;
    std::map<std::string, uint32_t, std::less<>> modulesByPath_;
    std::deque<Symbol> symbols_;
    std::optional<uint32_t> prelude_;
    std::optional<SymbolIndex> broken_;
    Env env_;
    std::vector<SymbolIndex> chain_;
    /// What is elaborated when all types are known: checks and declared defaults.
    std::deque<std::function<void()>> later_;
    std::map<std::pair<uint32_t, size_t>, DefaultSource> defaultSources_;
    std::map<uint32_t, TypeId> customTypes_;
    std::map<uint32_t, ExprId> allDefaultsExpr_;
    std::set<uint32_t> allDefaults_;             ///< record types that are known to need nothing
    size_t depth_ = 0;                           ///< of bodies in the component
    std::optional<core::ComponentId> component_; ///< whose body is being elaborated
    bool haveChart_ = false;
    bool unreadable_ = false;    ///< a file has syntax errors
    bool faultyValues_ = false;  ///< `values` has: nothing is known of them
    bool endlessValues_ = false; ///< their types have more fields than can be written out
    Span valuesSpan_;
    std::set<std::string> dependencyKeys_; ///< of the chart's values: what its dependencies read
    std::set<std::string> libraryValues_;  ///< of the chart's values: what the library has added
    bool incomplete_ = false;              ///< inside `off { … }`: required fields may be missing
    TypeId service_;
    TypeId backend_;
    TypeId manifest_;
    std::map<uint32_t, core::ComponentId> usedComponents_;  ///< by the variable of a `use` or service
    std::map<uint32_t, std::map<std::string, Part>> parts_; ///< by component
    std::vector<const ast::PartStmt*> partStatements_;      ///< of the component whose body is elaborated
    std::vector<uint32_t> loopUses_;                        ///< variables before each loop around a statement
    std::deque<ast::Target> movedTargets_;                  ///< of patches that became edits of values
    std::vector<Local> useLocals_;                          ///< outputs of the use that was just elaborated
    std::map<std::pair<int64_t, int64_t>, TypeId> intTypes_;
    std::set<std::string, std::less<>> used_; ///< names that were looked up in the chart's file and found
    std::map<Span, bool> lets_;     ///< the `let`s of bodies: was one looked up, however often its body is elaborated?
    std::set<std::string> orphans_; ///< environments of which an ancestor is unknown
};

} // namespace stackc::sema
