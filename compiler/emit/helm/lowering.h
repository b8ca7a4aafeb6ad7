#pragma once
// Inside of the helm backend: residual nodes to template trees. One file for each kind of node; see chart.h for what
// the backend promises. A Lowering serves one package.

#include "diag/sink.h"
#include "emit/helm/template_ast.h"
#include "emit/helm/versions.h"
#include "ir/locate.h"
#include "ir/package.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace stackc::emit::helm {

using ir::Entry;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;

/// How YAML is written: resources are only read back, so any spelling will do; of texts every byte is fixed.
enum class Style : uint8_t { Resource, Text };

/// What a Go expression of a scalar gives.
enum class Form : uint8_t {
    String,
    Int,   ///< int64 if `exact`, else whatever the values hold
    Float, ///< float64 or int64
    Bool,
    Json, ///< a string or number as the user gave it (IntOrPercent, native scalars)
};
struct Scalar {
    ExprPtr expr;
    Form form = Form::String;
    bool exact = false;
    bool mayBeNil = false;   ///< where the guards of its place don't hold; only asked for operands that are read anyway
    bool isShort = false;    ///< an Int of at most six digits, which every Helm prints as it is, if it is not -0.0
    bool isPositive = false; ///< an Int
};

/// Templates that more than one place includes.
struct Defines {
    std::vector<NodeRef> shared;                        ///< Shared nodes, those that others include first
    std::vector<NodeRef> texts;                         ///< Text and long Concat nodes, in order of first use
    std::unordered_map<NodeRef, std::string> textNames; ///< without the chart's prefix; also of those in loops
    std::set<NodeRef> sharedInLoops; ///< Shared nodes that read a loop's variable: scalars take it, others are inline
};
Defines collectDefines(const ir::Package& package);
/// A late string of several lines that can be a block scalar: starts with static text that is no space, ends in one
/// static line break.
bool isLongText(NodeRef node);
/// Strip of a conjunction; a constant true has none.
std::vector<NodeRef> conjunctsOf(NodeRef guard);
/// Does one say that the other doesn't hold?
bool isOpposite(NodeRef a, NodeRef b);
/// A word for what a collection is made of: the key of its first late part.
std::string wordFor(const std::vector<Entry>& entries);
/// The same place of the values, whatever type it is read as?
bool samePlace(NodeRef a, NodeRef b);

class Lowering {
public:
    Lowering(const ir::Package& package, const Defines& defines, diag::Sink& sink);

    // ---- documents.cpp
    bool endsInBlock(NodeRef node) const;
    Body document(const VersionedDocument& versioned);
    Body validate();
    std::set<NodeRef> checkedFor(const ir::Document& document) const;
    // ---- lower_text.cpp
    std::string dataWriters() const; ///< the templates that write data, as far as texts have asked for them
    std::string keeper() const;      ///< the template of generated texts, if there are any
    /// What `document` and `validate` needed beside the templates known before.
    Body takeHelpers();
    Body takeTextHelpers() { return std::move(textHelperDefines_); }
    // ---- defines.cpp
    Body sharedDefines();
    Body textDefines();
    // ---- lower_notes.cpp
    Body notes(NodeRef node);

private:
    struct Item;
    class Known;

    // ---- lower_ref.cpp
    ExprPtr ref(NodeRef node);
    ExprPtr withDefault(NodeRef node);
    ExprPtr place(NodeRef node); ///< Ref or Default
    ExprPtr constant(NodeRef node);
    bool mayBeAbsent(NodeRef ref) const;
    bool mayBeNil(NodeRef place) const;
    bool mayBeMap(NodeRef text) const; ///< a text that is the case of a variant, where that may be another case
    bool isKnownPresent(NodeRef optional) const;
    bool isKnownCase(NodeRef variant, const std::function<bool(const core::Case&)>& isIt) const;
    bool isPlainOptional(NodeRef ref) const; ///< an optional that is its payload, or nil
    const core::Field* declaration(NodeRef ref) const;
    bool isFlat(NodeRef ref) const;      ///< a field whose keys stand in the map of its record
    NodeRef holder(NodeRef field) const; ///< the place whose map has the field's key
    bool mayBeLeftOut(NodeRef place) const;
    const core::Type& declaredType(NodeRef ref) const; ///< an optional's, where the node is read as its payload
    const core::Type& typeOf(NodeRef ref) const;       ///< of a Ref or Default, without its Optional
    Form formOf(NodeRef ref) const;
    bool isPlainData(core::TypeId type) const;

    // ---- lower_scalar.cpp
    bool isScalar(NodeRef node) const;
    Scalar scalar(NodeRef node);
    Scalar choice(NodeRef node);
    ExprPtr asString(const Scalar& scalar);
    ExprPtr asInt(const Scalar& scalar);
    static ExprPtr shownInt(const Scalar& scalar, bool isNumber); ///< what prints as the whole number
    Scalar bounded(Scalar scalar, NodeRef place) const;
    ExprPtr stringOf(NodeRef node) { return asString(scalar(node)); }
    ExprPtr textOperand(const Scalar& scalar);
    ExprPtr boolOperand(const Scalar& scalar);
    ExprPtr textOf(NodeRef node) { return textOperand(scalar(node)); }
    ExprPtr intOf(NodeRef node) { return asInt(scalar(node)); }
    std::optional<Scalar> coalesce(NodeRef choice);
    ExprPtr includeOf(NodeRef node);
    void scalarParts(NodeRef node, std::vector<Part>& parts);

    // ---- lower_prim.cpp
    Scalar prim(NodeRef node);
    ExprPtr plainInt(NodeRef node);
    ExprPtr keptText(const std::vector<NodeRef>& args);
    Scalar concat(const std::vector<NodeRef>& parts);
    ExprPtr compare(NodeRef node);
    ExprPtr compareWhole(NodeRef node);
    std::optional<int64_t> leastOf(NodeRef number) const;
    ExprPtr portOf(NodeRef urlPort);
    ExprPtr repeated(NodeRef list);

    // ---- lower_guard.cpp
    ExprPtr condition(NodeRef guard); ///< truth decides
    ExprPtr boolean(NodeRef guard);   ///< true or false itself
    ExprPtr allOf(std::vector<NodeRef> conjuncts);
    std::vector<std::vector<NodeRef>> layersOf(std::vector<NodeRef> conjuncts);
    ExprPtr emptyText(NodeRef guard, bool strict);
    ExprPtr isGiven(const ExprPtr& value, bool strict);
    bool isSaidOf(NodeRef variant, bool isText, const std::vector<NodeRef>& guards) const;
    bool isImplied(NodeRef guard, const std::vector<NodeRef>& others) const;
    void eraseImplied(std::vector<NodeRef>& conjuncts) const;
    ExprPtr isOneOf(std::vector<NodeRef>& rest, bool strict);
    const core::Type& variantOf(NodeRef guard) const;
    bool hasTag(NodeRef guard) const;
    bool isEmptyOfTexts(NodeRef guard, const std::vector<NodeRef>& others) const;
    ExprPtr anyOf(NodeRef guard, bool strict);
    ExprPtr present(NodeRef guard, bool strict);
    bool isTrueWhereGiven(NodeRef ref) const;
    ExprPtr presentByDefault(NodeRef optional);
    ExprPtr tagIs(NodeRef variant, size_t index);
    ExprPtr isNot(NodeRef guard, bool strict);
    ExprPtr tagOf(NodeRef variant);
    ExprPtr keyOf(NodeRef variant);
    /// The place of a textual variant for what takes maps alone: empty where it is a text.
    ExprPtr asMap(NodeRef variant);
    ExprPtr nonEmpty(NodeRef collection, bool strict);

    // ---- lower_object.cpp
    void keyed(std::vector<Part> key, NodeRef value, int indent, Body& out);
    void block(NodeRef value, int indent, Body& out); ///< Record, List or what stands for one, below its key
    void record(const std::vector<Entry>& entries, int indent, Body& out, const std::vector<Entry>& after = {});
    void mayBeEmpty(NodeRef collection, int indent, Body& out);
    void lineIfEmpty(NodeRef collection, Body& out);
    std::vector<Part> keyParts(const Entry& entry);
    static std::vector<Entry> openShared(const std::vector<Entry>& entries);
    void spread(const std::vector<Entry>& entries, size_t index, int indent, Body& out, size_t under = 0);
    bool isTexts(const Entry& entry) const;
    bool meetsObject(const std::vector<Entry>& entries, size_t index) const;
    ExprPtr laidOver(ExprPtr base, const std::vector<Entry>& entries, size_t begin, size_t end);
    std::vector<ExprPtr> spreadGuards(const std::vector<Entry>& entries, size_t index);
    std::vector<ExprPtr> notLater(const std::vector<Entry>& entries, size_t index, const ExprPtr& key);
    std::vector<ExprPtr> unlessTaken(const std::vector<Entry>& entries, size_t index, NodeRef keyNode);
    ExprPtr lateKeysOf(const Entry& entry);
    ExprPtr keysOfMap(NodeRef map);
    std::vector<Entry> expandShared(const std::vector<Entry>& entries, const std::vector<Entry>& after) const;
    bool overlay(const std::vector<Entry>& entries, int indent, Body& out);
    bool defaultsUnder(const std::vector<Entry>& entries, int indent, Body& out);
    bool isSpreadOnly(const std::vector<Entry>& entries) const;

    // ---- lower_filled.cpp
    NodeRef guardOfFilled(const Entry& entry) const;
    void filled(const Entry& entry, int indent, Body& out);

    // ---- lower_list.cpp
    void list(const std::vector<Entry>& entries, int indent, Body& out);
    void item(NodeRef value, int indent, Body& out);
    void listItem(NodeRef list, int indent, Body& out);
    void dashedItem(NodeRef record, int indent, Body& out);
    void dashedText(NodeRef collection, int indent, Body& out);
    void recordItem(NodeRef record, int indent, Body& out);
    void each(const Entry& entry, int indent, Body& out, const std::function<void(Body&)>& body);
    ExprPtr loopSource(NodeRef source);
    ExprPtr orEmpty(NodeRef source, const char* empty);
    bool lacksEmpty(NodeRef source) const;

    // ---- guarded.cpp: entries with guards to nested ifs
    void guarded(std::vector<Item> items, int indent, Body& out);
    void guardedOne(Item item, int indent, Body& out);
    void underAll(const std::vector<NodeRef>& guards, int indent, Body& out, const std::function<void(Body&)>& body);
    bool usesWith(const Item& item) const;
    bool isKnownTrue(NodeRef guard) const;
    bool isKnownFalse(NodeRef guard) const;
    bool isDenied(NodeRef guard) const;
    void addImplied();
    Known inArm(const std::vector<Entry>& arms, size_t index);

    // ---- lower_helper.cpp: what takes statements where an expression is wanted
    struct Helper {
        std::string name;
        std::vector<std::pair<std::pair<const ir::Loop*, bool>, std::string>> parameters; ///< loop, is its key; name
    };
    ExprPtr helper(NodeRef node, const std::string& name, Define define, const std::function<void(Body&)>& body);
    ExprPtr callOf(const Helper& helper);
    ExprPtr callOfOwn(std::string_view own, ExprPtr argument);
    ExprPtr anyEntry(NodeRef collection);
    ExprPtr countOf(NodeRef list);
    ExprPtr lengthOf(NodeRef collection);
    ExprPtr textInLoop(NodeRef node);
    ExprPtr scalarInLoop(NodeRef shared);
    void forEachEntry(const std::vector<Entry>& entries, Body& out, const Block& found,
                      const std::function<void(NodeRef, Body&)>& whole);

    // ---- lower_computed.cpp
    ExprPtr computed(NodeRef collection);
    bool isMergedOfScalars(const std::vector<Entry>& entries) const;
    void fill(NodeRef collection, const std::vector<Entry>& entries, const ExprPtr& whole, Body& out);
    ExprPtr goValue(NodeRef node);

    // ---- lower_text.cpp
    ExprPtr wholeData(NodeRef node, int indent, bool isKeyed);
    void textBody(NodeRef node, Body& out);
    void longTextBody(NodeRef node, Body& out);
    std::string staticString(std::string_view text, bool isKey);

    // ---- lower_json.cpp
    void json(std::vector<Part> lead, NodeRef node, int indent, Body& out);
    std::vector<Part> jsonKey(const Entry& entry, bool isRecord);
    /// What tells the entries of an object or list from one another.
    struct Commas {
        bool isRecord = false;
        std::ptrdiff_t always = 0; ///< the entry that has no comma of its own
        std::string separator;     ///< the variable that holds the next comma, if no entry is always there
    };
    void closeJson(ExprPtr isFilled, const std::string& close, int indent, Body& out);
    bool jsonWalk(NodeRef list, int indent, Body& out);
    std::ptrdiff_t firstAlways(const std::vector<Entry>& entries);
    void jsonEntry(const Entry& entry, const Commas& commas, std::ptrdiff_t index, int indent, Body& out);
    void jsonEntries(const std::vector<Entry>& written, const Commas& commas, int indent, Body& out,
                     const std::vector<Entry>& after = {});

    // ---- lower_notes.cpp
    struct NotePiece;
    using NoteLine = std::vector<NotePiece>;
    static std::vector<NoteLine> noteLines(const std::vector<NodeRef>& nodes);
    ExprPtr shownInText(NodeRef node);
    void noteLine(const NoteLine& pieces, Body& out);
    bool noteChoice(const NoteLine& pieces, std::ptrdiff_t index, Body& out);

    // ---- defines.cpp
    void scalarBody(NodeRef node, Body& out);
    bool defaultsBody(NodeRef choice, Body& out);
    bool hasAlternatives(NodeRef text);
    void keptBody(std::vector<NodeRef> args, bool isEncoded, Body& out);
    void partsBody(const std::vector<NodeRef>& parts, Body& out);
    void rootBlock(NodeRef node, Body& out);

    // ---- documents.cpp
    void scoped(const std::vector<ir::Scope>& scopes, size_t index, Body& out, const std::function<void(Body&)>& body);
    std::string freshVariable(const std::string& wanted);
    void withLoop(const ir::Loop* loop, int indent, Body& out, const std::function<void(Body&)>& body);
    void unsupported(std::string_view what, const ir::Use& use);
    void distinctKeys(NodeRef keys, Body& out);
    void refuse(const ir::Check& check, Body& out);
    void eachKey(const std::vector<Entry>& entries, Body& out, const std::function<void(NodeRef, Body&)>& found);

    struct LoopNames {
        std::string element, key;
    };
    /// What is around the place that is written: known, or within reach. A named template begins with nothing of it,
    /// whatever is around the first place that includes it.
    struct Surroundings {
        NodeRef dot = nullptr; ///< the place that the dot stands for
        std::vector<NodeRef> known;
        std::vector<NodeRef> denied; ///< guards that don't hold
        std::set<NodeRef> checked;   ///< what would be refused if it didn't hold; a template may be rendered without
        NodeRef ofVersion = nullptr; ///< a guard of the document that only says which version of its API it has
        std::unordered_map<const ir::Loop*, LoopNames> loops;
        std::set<std::string> variables;
    };

    const ir::Package& package_;
    const core::Program& program_;
    const Defines& defines_;
    diag::Sink& sink_;
    std::string chart_; ///< what names of templates begin with
    core::Span here_;
    Style style_ = Style::Resource;
    core::TextFormat format_ = core::TextFormat::Yaml; ///< of the text, where the style is Text
    bool writesYaml_ = false;
    bool writesJson_ = false;
    bool keepsTexts_ = false; ///< does a Secret keep generated texts?
    bool asksKeys_ = false;   ///< of textual variants
    bool asksAmounts_ = false;
    bool asksHosts_ = false; ///< of URLs
    bool asksPorts_ = false;
    bool asksRepeated_ = false; ///< whether lists have an element twice
    bool asksGiven_ = false;    ///< whether what may be 0 is given
    int eager_ = 0;             ///< inside operands that are evaluated whatever the condition says
    int separators_ = 0;        ///< numbers the `$sep` variables
    Surroundings around_;
    std::map<std::pair<NodeRef, std::string>, Helper> helpers_;
    std::set<std::string> usedNames_; ///< of templates
    Body helperDefines_;
    Body textHelperDefines_;
    using Fields = std::unordered_map<std::string_view, const core::Field*>; ///< of a record, by their keys
    mutable std::unordered_map<const core::Type*, Fields> fields_;
    mutable std::unordered_map<NodeRef, bool> sharedScalars_; ///< is what a named template holds a scalar?
    std::unordered_map<NodeRef, Form> sharedForms_;           ///< and of which form
};

/// An entry on its way to being printed.
struct Lowering::Item {
    std::vector<NodeRef> conjuncts;
    std::vector<ExprPtr> extra; ///< further conditions that have no node
    NodeRef place = nullptr;    ///< the Ref that is all of its value
    std::function<void(Body&)> emit;
};

/// Holds guards to be true for its lifetime.
class Lowering::Known {
public:
    /// `denied`: what doesn't hold.
    explicit Known(Lowering& lowering, const std::vector<NodeRef>& guards, const std::vector<NodeRef>& denied = {})
        : lowering_(lowering), known_(lowering.around_.known.size()), denied_(lowering.around_.denied.size()) {
        Surroundings& around = lowering.around_;
        around.known.insert(around.known.end(), guards.begin(), guards.end());
        around.denied.insert(around.denied.end(), denied.begin(), denied.end());
        lowering.addImplied();
    }
    ~Known() {
        lowering_.around_.known.resize(known_);
        lowering_.around_.denied.resize(denied_);
    }
    Known(const Known&) = delete;
    Known& operator=(const Known&) = delete;

private:
    Lowering& lowering_;
    size_t known_;
    size_t denied_;
};

} // namespace stackc::emit::helm
