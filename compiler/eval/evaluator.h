#pragma once
// Inside of the evaluator. One file for each kind of construct; see eval.h for what it promises.

#include "core/path.h"
#include "eval/eval.h"
#include "eval/guards.h"
#include "eval/limits.h"
#include "ir/verify.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace stackc::eval {

using core::ExprId;
using core::VarId;
using ir::Entry;
using ir::NodeRef;

/// Inclusive bounds of an integer; wide enough for the result of one operation on ±(2^53−1).
struct Interval {
    __int128 low, high;
};

class Evaluator {
public:
    Evaluator(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink);

    ir::Package run();
    NodeRef evaluate(ExprId id); // expressions.cpp

private:
    void verify(ir::Form form) const;

    // ---- expressions.cpp
    NodeRef visit(const core::Expr& expr);
    NodeRef ifExpr(const core::IfExpr& first, const core::Expr& expr);
    NodeRef underThen(NodeRef guard, ExprId expr);
    NodeRef input(core::Input input, core::TypeId type);
    NodeRef call(const core::CallExpr& call, const core::Expr& expr);
    std::string nameTemplate(const std::string& name, const std::vector<NodeRef>& args);
    std::string numberTemplate(const std::string& name);
    const Entry* entryOf(NodeRef record, const std::string& key);
    NodeRef valueOf(NodeRef map, const std::string& key, const core::Expr& expr);
    NodeRef fieldOf(NodeRef base, const std::string& name, const core::Expr& expr);
    bool lacks(const core::FieldAccess& access, const core::Expr& expr) const;
    NodeRef refField(NodeRef ref, const std::string& name,
                     core::TypeId wanted); ///< `wanted`: the type where `ref`'s has no declared fields
    const core::Field* declaredField(const core::Type& type, const std::string& name);
    NodeRef whereAbsent(const core::Field& field, NodeRef outer);
    NodeRef presetAt(NodeRef place);
    /// What stands at the place of a textual variant, where `""` may stand for a case. `field`: what declares the
    /// place, or null in lists and maps.
    NodeRef orEmpty(NodeRef place, core::TypeId type, const core::Field* field);
    NodeRef textAt(NodeRef place, core::TypeId type); // optionals.cpp
    NodeRef isEmptyText(NodeRef place, core::TypeId type);
    NodeRef matchExpr(const core::MatchExpr& match, const core::Expr& expr);
    NodeRef text(const core::TextExpr& text, const core::Expr& expr);

    // ---- service_merge.cpp
    struct Layer;
    struct Used;
    NodeRef merge(const core::MergeExpr& merge, const core::Expr& expr);
    void backendLayers(const Layer& user, const std::string& field, core::ExprId source, std::vector<Layer>& out);
    std::vector<std::pair<Layer, NodeRef>> namedBackends(const Layer& user, const std::string& field);
    NodeRef mergeCollection(const core::Field& field, const std::vector<Layer>& layers);
    NodeRef mergeSingle(const core::Field& field, const std::vector<Layer>& layers, core::Span span);
    std::optional<Entry> setting(const Layer& layer, const std::string& name);
    void conflict(const core::Path& path, const Layer& a, const Layer& b);

    // ---- services.cpp: what services tell of each other, before they are made
    NodeRef services(const core::Expr& use);
    NodeRef attributes(const core::AttributesExpr& attributes, const core::Expr& expr);
    std::vector<core::Entry> wantedEntries(const std::vector<core::Entry>& entries) const;
    bool isLeftOut(core::VarId var, core::ExprId body);
    bool mayRead(core::ExprId id, core::VarId var);
    NodeRef unbound(const core::VarRef& ref, const core::Expr& expr);

    // ---- first.cpp
    NodeRef firstOf(NodeRef list, core::TypeId element, const core::Expr& expr);
    NodeRef firstOfLate(NodeRef list, core::TypeId element);
    NodeRef firstOfParts(const std::vector<Entry>& parts, core::TypeId element, const core::Expr& expr);

    // ---- amend.cpp
    /// What a record has under a key, and the guard under which it has it; null where that can't be told.
    struct Held {
        NodeRef there;
        NodeRef value;
    };
    Held held(const std::vector<Entry>& entries, NodeRef key, core::TypeId type);
    Held heldBySpread(NodeRef whole, NodeRef key, core::TypeId type);
    void amendEntry(const core::Entry& item, NodeRef guard, std::vector<Entry>& out);
    void removeEntry(const core::Entry& item, NodeRef guard, std::vector<Entry>& out);
    std::vector<Entry> withoutKey(const std::vector<Entry>& entries, const std::string& key, NodeRef guard,
                                  core::Span span);
    std::vector<Entry> spreadWithoutKey(Entry spread, const std::string& key, NodeRef guard, core::Span span);
    std::string staticKey(const core::Entry& item);
    NodeRef amendElements(const core::AmendElements& amended, const core::Expr& expr);
    struct Search {
        NodeRef wanted;  ///< the key
        NodeRef matched; ///< where an element before has it
        bool found;
        int certain = 0; ///< elements that surely have it, outside of loops
    };
    void amendItem(const core::AmendElements& amended, Search& search, Entry item, std::vector<Entry>& out);
    void amendSpread(const core::AmendElements& amended, Search& search, const Entry& item, std::vector<Entry>& out);

    // ---- sharing.cpp
    /// The value of a `let` or parameter, or of a call: a named template from so many parts on.
    NodeRef named(NodeRef value, const std::string& name, uint32_t least = limit::unshared);
    std::optional<core::TypeKind> scalarKind(NodeRef node);
    size_t bytesOf(NodeRef text);
    size_t renderSteps(NodeRef body);
    NodeRef stop(diag::Code code, size_t most);
    bool namesBackends(core::TypeId id) const;
    bool spend(size_t steps);

    // ---- records.cpp
    NodeRef record(const core::RecordExpr& record, const core::Expr& expr);
    NodeRef recordOnce(const core::RecordExpr& record, const core::Expr& expr);
    NodeRef list(const core::ListExpr& list);
    /// Of a list, there are none; a key that is set again stays where it is, or goes to the end.
    enum class Keys : uint8_t { None, Stay, Move };
    bool hasComputedKeys(const std::vector<core::Entry>& entries) const;
    bool mayHaveComputedKeys(core::ExprId spread) const;
    std::vector<Entry> entriesOf(const std::vector<core::Entry>& entries, Keys keys);
    void entry(const core::Entry& entry, Keys keys, std::vector<Entry>& out);
    void setEntry(const core::Entry& entry, Keys keys, std::vector<Entry>& out);
    void spread(const core::Entry& entry, Keys keys, std::vector<Entry>& out);
    void spreadOpen(Entry whole, Keys keys, std::vector<Entry>& out);
    std::vector<Entry> keyedLoop(const core::Entry& entry, Keys keys);
    static bool meetsShared(const std::vector<Entry>& entries, const std::string& key);
    void branch(const core::Entry& item, NodeRef guard, Keys keys, std::vector<Entry>& out);
    static bool staysShared(const Entry& spread, const std::vector<Entry>& out);
    std::vector<Entry> opened(std::vector<Entry> entries);
    void openLoose(std::vector<Entry>& out);
    std::vector<size_t>* findKey(std::vector<Entry>& out, const std::string& key);
    void takeOutGone(std::vector<Entry>& out);
    void dropReplaced(std::vector<Entry>& out, const std::vector<Entry>& more);
    void dropSpreadAgain(std::vector<Entry>& out, const std::vector<Entry>& more);
    void append(std::vector<Entry>& out, std::vector<Entry> more, Keys keys);
    NodeRef presetOf(NodeRef base, core::TypeId type, const core::Expr& expr);
    NodeRef defaultRecord(core::TypeId type);

    // ---- loops.cpp
    using Body = std::function<std::vector<Entry>()>;
    struct Binding {
        VarId first, second;
    };
    std::vector<Entry> loop(const core::Entry& entry, Keys keys);
    struct Walk {
        core::TypeId type; // of the source
        bool isMap;
        const Binding& binding;
        const Body& body;
        core::Span span;
    };
    std::vector<Entry> each(NodeRef source, const Walk& walk, NodeRef base);
    std::vector<Entry> eachEntry(const Entry& item, NodeRef index, const Walk& walk);
    NodeRef walkedWhole(const std::vector<Entry>& items, const Walk& walk);
    std::vector<Entry> inKeyOrder(std::vector<Entry> entries, core::TypeId element);
    NodeRef plus(NodeRef a, NodeRef b);
    Entry spreadOf(NodeRef collection) const;
    const ir::Loop* enter(NodeRef source, const Binding& binding, bool isMap);
    void bindRound(const ir::Loop* loop, const Binding& binding, bool isMap);
    std::vector<Entry> guarded(NodeRef guard, std::vector<Entry> entries);

    // ---- keys.cpp: keys that are computed
    void put(std::vector<Entry>& out, Entry entry, bool moves);
    static bool isEntryOf(const Entry& entry, const std::string& key);
    static bool neverEqual(NodeRef a, NodeRef b);
    static bool areApart(const Entry& a, const Entry& b);
    NodeRef takes(const Entry& later, NodeRef key);
    void keepKey(Entry& entry, NodeRef key);
    void giveWay(Entry& entry, const Entry& later);
    void giveWayToMaps(std::vector<Entry>& out);
    void checkDistinct(const std::vector<Entry>& made, core::Span span);
    using CheckKey = std::tuple<NodeRef, core::Span, std::vector<std::pair<NodeRef, const ir::Loop*>>>;
    static CheckKey checkKey(const ir::Check& check);
    /// Checks that were made, with those of them that are indexed.
    struct Checks {
        std::vector<ir::Check> list;
        std::set<CheckKey> keys;
        size_t indexed;
    };
    void addCheck(ir::Check check);
    Checks beginChecks();
    std::vector<ir::Check> endChecks(Checks before);
    void addChecks(const std::vector<ir::Check>& checks);
    NodeRef byItself(std::vector<ir::Check>& checks, const std::function<NodeRef()>& evaluate);
    void repeatChecks(const std::vector<ir::Check>& checks);

    // ---- written_order.cpp: the order of keys in texts
    void addElements(NodeRef collection, core::TypeId element, std::vector<NodeRef>& out);
    void addField(NodeRef record, NodeRef place, std::vector<NodeRef>& out);
    bool isFlat(NodeRef place) const;
    std::vector<NodeRef> writtenAt(NodeRef place);
    bool isInByteOrder(NodeRef map, bool isData);
    NodeRef inWrittenOrder(NodeRef place);

    // ---- computed.cpp: collections that the chart makes before it walks them
    static bool hasLateKeys(const std::vector<Entry>& entries);
    static bool isMixed(const std::vector<Entry>& entries);
    Entry besideOthers(const Entry& each);
    bool mayBeEmptyText(NodeRef node) const;
    NodeRef asGiven(NodeRef node, core::TypeId id);
    NodeRef recordAsGiven(NodeRef record, const core::Type& type);
    NodeRef entriesAsGiven(NodeRef collection, core::TypeId element);
    NodeRef collectionAsGiven(NodeRef collection, core::TypeId element);
    bool partsAsGiven(std::vector<Entry>& parts, core::TypeId element);
    NodeRef computed(std::vector<Entry> parts, core::TypeId element, bool isMap);
    NodeRef walkable(NodeRef list);
    NodeRef length(NodeRef collection);
    NodeRef lengthOf(std::vector<Entry> parts, bool isMap);
    void keysOnly(std::vector<Entry>& parts);

    // ---- choose.cpp: if guard then a else b, merged as deep as the kinds agree
    // The type says where the order of keys is seen; without one it isn't.
    NodeRef choose(NodeRef guard, NodeRef a, NodeRef b, core::TypeId type = {});
    NodeRef chooseAll(std::vector<Entry> arms, core::TypeId type = {});
    NodeRef chooseRecords(const std::vector<Entry>& arms, core::TypeId type);
    core::TypeId partType(core::TypeId type, const std::string& key) const;
    core::TypeId caseType(core::TypeId type, uint32_t index) const;
    bool keepsOrder(core::TypeId type) const;
    NodeRef chooseLeaves(const std::vector<Entry>& arms);
    const std::vector<Entry>& alternatives(NodeRef choice);
    bool isRecordLike(NodeRef node) const;
    bool isLeaf(NodeRef node) const;
    NodeRef chooseLists(NodeRef guard, NodeRef a, NodeRef b);
    NodeRef chooseLeaf(NodeRef guard, NodeRef a, NodeRef b, core::TypeId type);
    bool isExpandable(NodeRef node) const;
    NodeRef expand(NodeRef ref); // a late record as a Record of its fields

    // ---- optionals.cpp
    static bool isPlace(NodeRef node); ///< a late place of the values
    NodeRef present(NodeRef optional);
    NodeRef payload(NodeRef optional);
    NodeRef caseIs(NodeRef subject, core::TypeId type, uint32_t index);
    NodeRef casePayload(NodeRef subject, core::TypeId type, uint32_t index);
    NodeRef tagOf(NodeRef subject);
    NodeRef nonEmpty(NodeRef node);
    static NodeRef unshare(NodeRef node);

    // ---- primitives.cpp, fold.cpp, intervals.cpp
    NodeRef primitive(core::Op op, std::vector<NodeRef> args, const core::Expr* expr);
    NodeRef testEachArm(core::Op op, std::vector<NodeRef> args, const core::Expr* expr);
    NodeRef testArms(core::Op op, std::vector<NodeRef> args, const core::Expr* expr);
    NodeRef compare(core::Op op, NodeRef a, NodeRef b);
    NodeRef keyGuard(NodeRef map, NodeRef key);
    NodeRef fold(core::Op op, const std::vector<NodeRef>& args); // null: not foldable
    NodeRef wholeOr(NodeRef given, NodeRef otherwise);           ///< `given` is a constant
    NodeRef concat(std::vector<NodeRef> parts);
    NodeRef joined(const std::vector<Entry>& items, const std::string& separator);
    NodeRef madeText(std::string text);
    Interval interval(NodeRef node) const;
    Interval measure(NodeRef node) const;
    void checkInterval(NodeRef node, const core::Expr& expr);

    // ---- data.cpp
    enum class DataUse : uint8_t { Text, Resource };
    NodeRef dataOf(NodeRef node, DataUse use, const core::Expr& expr);
    bool isCollection(NodeRef node) const;
    NodeRef refuseOrder(const core::Expr& text);
    NodeRef dataOfRef(NodeRef ref, DataUse use, const core::Expr& expr);
    std::vector<Entry> dataEntries(const std::vector<Entry>& entries, DataUse use, const core::Expr& expr);
    bool isWhole(core::TypeId id) const;

    // ---- statements.cpp
    void run(const std::vector<core::Statement>& statements);
    void run(const core::Statement& statement);
    static bool isTestHook(NodeRef object);
    void runResource(const core::Statement& statement);
    void runUse(const core::Statement& statement);
    NodeRef contribution(const core::Component& component);
    void runMatch(const core::Statement& statement);
    void leaveOut(const std::vector<core::Statement>& body);
    void runGuarded(NodeRef guard, const std::vector<core::Statement>& body);
    std::vector<ir::Scope> scopes() const;
    // patches.cpp
    void runPatch(const core::Statement& statement);
    bool patchPath(const core::Amendment& amendment, size_t step, size_t instance, core::Span span);
    void patchDocument(const core::Amendment& amendment, size_t document);
    void finishDocument(ir::Document& document, size_t index);
    void identify(ir::Document& document);

    // ---- statement_loops.cpp
    class Within;
    void runLoop(const core::Statement& statement);
    void eachStatement(NodeRef source, core::TypeId type, const core::Statement& statement);
    void eachOf(NodeRef source, const Walk& walk);
    void eachItems(const std::vector<Entry>& items, NodeRef base, const Walk& walk);
    void eachItem(const Entry& item, NodeRef index, const Walk& walk);
    void eachLate(NodeRef source, NodeRef index, const Walk& walk);

    // ---- embedded.cpp
    bool holdsKinds(kube::TypeId id);
    NodeRef completeKinds(NodeRef node, kube::TypeId id);
    NodeRef completeFields(NodeRef object, kube::TypeId id);
    std::vector<Entry> completeItems(std::vector<Entry> items, kube::TypeId element);

    // ---- checks.cpp
    void check(NodeRef condition, NodeRef message, core::Span span);
    void checkValues();
    void checkType(core::TypeId type, NodeRef node);
    void checkBelow(const std::string& key, core::TypeId type, NodeRef node);
    void runChecks(const std::vector<core::TypeCheck>& checks, NodeRef self);
    bool hasChecks(core::TypeId type);

    /// Where fixed keys stand in the first `known` entries of the list that is being put together.
    struct KeyIndex {
        const std::vector<Entry>* list = nullptr;
        size_t known = 0;
        bool hasShared = false;
        size_t loose = 0; ///< behind the last entry without a fixed key
        size_t gone = 0;  ///< entries whose guard became false, still to be taken out
        std::unordered_map<std::string, std::vector<size_t>> places;
    };
    class OwnKeys;
    class ChangedKeys;

    // ---- context: what holds where we are
    class Under;
    class Around;
    struct Round {
        NodeRef context; // what holds around the loop
        const ir::Loop* loop;
    };
    NodeRef context() const { return context_; }
    NodeRef simplify(NodeRef guard) { return guards_.simplify(guard, context_); }

    const core::Type& typeOf(core::TypeId id) const { return program_.types[id]; }
    const core::Type& typeOf(NodeRef ref) const { return program_.types[ref->type]; }
    NodeRef yes() const { return nodes_.boolean(true); }
    NodeRef no() const { return nodes_.boolean(false); }
    NodeRef unsupported(const core::Expr& expr, std::string_view what);
    /// Reports a fault at what the chart's author wrote. Where that is not where it arises, which may be in the
    /// library, a note says so.
    template <typename... Args> diag::Report report(diag::Code code, core::Span span, const Args&... args) {
        if (!author_.valid() || !span.valid() || program_.isAuthors(span))
            return sink_.report(code, span, args...);
        return sink_.report(code, authorsPart(span), args...).note(span, "it arises here");
    }
    core::Span authorsPart(core::Span fault) const;

    friend class Normalizer;
    const core::Program& program_;
    ir::NodeTable& nodes_;
    const Known* known_;
    diag::Sink& sink_;
    Guards guards_;
    std::vector<NodeRef> vars_;
    std::vector<NodeRef> lets_;
    NodeRef context_;
    uint32_t loopDepth_ = 0;
    std::vector<Round> rounds_; ///< the loops around us
    int keyedLoops_ = 0;        ///< of the literal that we are in
    bool amendedMove_ = false;  ///< that literal computes keys: what is amended goes to the end, as what is set does
    std::map<uint32_t, std::vector<ir::Check>> letChecks_;
    std::map<NodeRef, std::vector<ir::Check>> templateChecks_;
    std::vector<ir::Scope> scopes_;
    std::vector<const core::Statement*> statements_; ///< that are being run, outermost first
    core::Span here_;
    std::string checkedPath_; ///< where the values stand whose type is being checked
    core::Span author_;       ///< the innermost expression or statement of the author that is being evaluated
    ExprId current_;          ///< the innermost expression
    std::vector<const core::CallExpr*> running_; ///< calls whose bodies are being evaluated, outermost first
    uint32_t depth_ = 0;
    size_t spent_ = 0;
    bool stopped_ = false;
    bool tellsServices_ = false;                          ///< what `services` are is being found out
    const std::set<std::string>* attributes_ = nullptr;   ///< of contributions, which are wanted; null: all
    std::map<std::pair<uint32_t, uint32_t>, bool> reads_; ///< do these need that expression's variable?
    ir::Package package_;
    /// A use that has been run: what it made, so that patches find it.
    struct Instance {
        core::ComponentId component;
        std::vector<NodeRef> selectors;
        std::vector<std::pair<std::string, size_t>> documents, uses;
    };
    /// A resource as it was evaluated: its value, and what was around it.
    struct Made {
        const core::Statement* statement;
        NodeRef value;
        std::vector<ir::Scope> scopes;
        NodeRef context;
        uint32_t loopDepth;
        std::vector<Round> rounds;
    };
    std::vector<Instance> instances_;
    std::vector<Made> made_;                              ///< one for each document
    std::map<uint32_t, std::vector<size_t>> instancesOf_; ///< of a use's variable: all at the top level, else the last
    size_t instance_ = SIZE_MAX;                          ///< whose body is run
    std::map<std::pair<uint32_t, std::vector<NodeRef>>, NodeRef> templates_;
    std::map<std::pair<uint32_t, NodeRef>, NodeRef> templateBodies_; ///< those without checks, by function and body
    std::map<std::string, int> templateNames_; ///< those that are taken, with how often each was wanted
    std::unordered_map<const core::Type*, std::unordered_map<std::string_view, const core::Field*>> fields_;
    std::unordered_map<uint32_t, bool> hasChecks_;
    std::map<kube::TypeId, bool> holdsKinds_;
    std::set<const ir::Loop*> unordered_; ///< loops over maps that are spread, of which no template knows the order
    std::unordered_map<NodeRef, std::vector<Entry>> alternatives_;
    std::map<std::pair<core::Op, std::vector<NodeRef>>, NodeRef> armTests_; ///< null: not decided
    std::unordered_map<NodeRef, NodeRef> named_;
    /// What tells calls apart: function, loop depth, context, the loops around with theirs, arguments.
    using CallKey =
        std::tuple<uint32_t, uint32_t, NodeRef, std::vector<std::pair<NodeRef, const ir::Loop*>>, std::vector<NodeRef>>;
    struct Called {
        NodeRef result;
        std::vector<ir::Check> checks; ///< that its evaluation made
    };
    std::map<CallKey, Called> calls_;
    /// The last named template that a call without checks was, and its context. It holds wherever that does.
    std::map<CallKey, std::pair<NodeRef, NodeRef>> sharedCalls_;
    /// Literals that read no variable and make no check or diagnostic, by what else shapes them: expression, context,
    /// depth of loops. A type's default stands in many places, and twice in those of other types.
    std::map<std::tuple<uint32_t, NodeRef, uint32_t>, NodeRef> closedRecords_;
    std::unordered_map<NodeRef, NodeRef> presets_; ///< of places in elements
    size_t openReads_ = 0;                         ///< variables read, services asked for and checks made
    KeyIndex keyIndex_;
    core::TypeId literal_;         ///< type of the literal with keys that is being put together
    std::set<CheckKey> checkKeys_; ///< of the first `indexedChecks_` checks
    size_t indexedChecks_ = 0;
    std::unordered_map<NodeRef, std::optional<core::TypeKind>> scalarKinds_;
    std::unordered_map<NodeRef, size_t> bytes_;
    std::unordered_map<NodeRef, size_t> renderSteps_;
    std::unordered_map<NodeRef, std::unordered_map<std::string_view, const Entry*>> entryIndex_;
    mutable std::unordered_map<NodeRef, Interval> intervals_;
};

/// Adds a guard to the context for its lifetime.
class Evaluator::Under {
public:
    Under(Evaluator& evaluator, NodeRef guard) : evaluator_(evaluator), saved_(evaluator.context_) {
        evaluator.context_ = evaluator.guards_.both(saved_, guard);
    }
    ~Under() { evaluator_.context_ = saved_; }
    Under(const Under&) = delete;
    Under& operator=(const Under&) = delete;

private:
    Evaluator& evaluator_;
    NodeRef saved_;
};

/// Stands where a list of entries is put together: other lists that are made meanwhile don't meet its keys.
class Evaluator::OwnKeys {
public:
    explicit OwnKeys(Evaluator& evaluator) : OwnKeys(evaluator, evaluator.literal_) {}
    OwnKeys(Evaluator& evaluator, core::TypeId literal)
        : evaluator_(evaluator), saved_(std::exchange(evaluator.keyIndex_, {})),
          literal_(std::exchange(evaluator.literal_, literal)) {}
    ~OwnKeys() {
        evaluator_.keyIndex_ = std::move(saved_);
        evaluator_.literal_ = literal_;
    }
    OwnKeys(const OwnKeys&) = delete;
    OwnKeys& operator=(const OwnKeys&) = delete;

private:
    Evaluator& evaluator_;
    KeyIndex saved_;
    core::TypeId literal_;
};

/// Stands where entries of the list are taken out or moved: their places are found anew before and after.
class Evaluator::ChangedKeys {
public:
    explicit ChangedKeys(Evaluator& evaluator) : evaluator_(evaluator) { evaluator.keyIndex_ = {}; }
    ~ChangedKeys() { evaluator_.keyIndex_ = {}; }
    ChangedKeys(const ChangedKeys&) = delete;
    ChangedKeys& operator=(const ChangedKeys&) = delete;

private:
    Evaluator& evaluator_;
};

/// Is inside a loop for its lifetime.
class Evaluator::Around {
public:
    Around(Evaluator& evaluator, const ir::Loop* loop) : evaluator_(evaluator), saved_(evaluator.loopDepth_) {
        evaluator.loopDepth_ = std::max(saved_, loop->depth) + 1;
        evaluator.rounds_.push_back({evaluator.context_, loop});
    }
    ~Around() {
        evaluator_.rounds_.pop_back();
        evaluator_.loopDepth_ = saved_;
    }
    Around(const Around&) = delete;
    Around& operator=(const Around&) = delete;

private:
    Evaluator& evaluator_;
    uint32_t saved_;
};

/// Guards simplified under those around them, in every document and check. normalize.cpp
void normalize(ir::Package& package, ir::NodeTable& nodes, Guards& guards);
/// The same for one tree that nothing guards.
NodeRef normalize(NodeRef node, ir::NodeTable& nodes, Guards& guards);

/// Text of a constant tree, byte for byte what the chart's template prints; of one that is longer than a text may be,
/// only its beginning, which is longer as well. text.cpp
std::string writeText(NodeRef tree, core::TextFormat format);
/// Is the cluster's version at least that? Both "1.29", "v1.29.3" or "1.29.3-gke.100".
bool kubeAtLeast(std::string_view version, std::string_view least);
/// The key of an entry, whether it is known or not. keys.cpp
NodeRef keyOf(ir::NodeTable& nodes, const Entry& entry);
/// Does the node contain a variable of a loop?
bool hasLoopVariable(NodeRef node);

} // namespace stackc::eval
