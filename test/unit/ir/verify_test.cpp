#include "ir/verify.h"

#include <gtest/gtest.h>

namespace stackc::ir::test {

using core::Op;

/// Packages that break one invariant each.
class VerifyTest : public ::testing::Test {
protected:
    VerifyTest() {
        core::Type variant;
        variant.kind = core::TypeKind::Variant;
        variant.cases = {{"a", "a", {}, "", {}}, {"b", "b", {}, "", {}}};
        choice = program.types.add(variant);
        package.program = &program;
    }

    NodeRef values() { return nodes.input(core::Input::Values, program.types.data()); }
    NodeRef place(std::string key, core::TypeId type) { return nodes.field(values(), std::move(key), type); }
    NodeRef flag() { return place("flag", program.types.boolean()); }
    NodeRef text() { return place("text", program.types.string()); }
    NodeRef make(NodeKind kind, std::vector<NodeRef> args) {
        Node node;
        node.kind = kind;
        node.args = std::move(args);
        return nodes.intern(std::move(node));
    }
    NodeRef choose(std::vector<Entry> arms) {
        Node node;
        node.kind = NodeKind::Choice;
        node.entries = std::move(arms);
        return nodes.intern(std::move(node));
    }
    const Loop* loop(uint32_t depth = 0) {
        return nodes.loop(place("list", program.types.list(program.types.string())), depth, "it", "");
    }
    static Entry each(const Loop* loop, std::vector<Entry> body) {
        Entry entry;
        entry.kind = EntryKind::Each;
        entry.loop = loop;
        entry.body = std::move(body);
        return entry;
    }
    Entry item(NodeRef value) { return NodeTable::item(yes(), value); }
    NodeRef yes() { return nodes.boolean(true); }

    void document(NodeRef object, std::vector<Scope> scopes = {}) {
        Document made;
        made.apiVersion = "v1";
        made.kind = "ConfigMap";
        made.object = object;
        made.scopes = std::move(scopes);
        package.documents = {made};
    }
    /// The first violation of a resource with that value, or "".
    std::string of(NodeRef value, Form form = Form::Normal) {
        document(nodes.record({NodeTable::value(yes(), "key", value)}));
        return first(form);
    }
    std::string first(Form form = Form::Normal) {
        std::vector<Violation> found = verify(package, form);
        return found.empty() ? "" : found[0].what.substr(0, found[0].what.find(':'));
    }

    core::Program program;
    NodeTable nodes;
    Package package;
    core::TypeId choice;
};

TEST_F(VerifyTest, AnOrdinaryPackageIsWhole) {
    const Loop* outer = loop();
    NodeRef variable = nodes.element(outer, program.types.string());
    document(nodes.record(
        {NodeTable::value(flag(), "a", text()), NodeTable::value(yes(), "b", nodes.none()),
         NodeTable::value(yes(), "c", nodes.list({each(outer, {item(variable)})})),
         NodeTable::value(yes(), "d", choose({NodeTable::item(flag(), text()), item(nodes.string("x"))}))}));
    EXPECT_EQ(first(), "");
}

TEST_F(VerifyTest, AGuardIsABool) {
    document(nodes.record({NodeTable::value(text(), "a", text())}));
    EXPECT_EQ(first(), "a guard is a Bool");
    document(nodes.record({}), {{text(), nullptr}});
    EXPECT_EQ(first(), "a guard is a Bool");
}

TEST_F(VerifyTest, KeysAreThereOnce) {
    document(nodes.record({NodeTable::value(flag(), "a", text()), NodeTable::value(yes(), "a", text())}));
    EXPECT_EQ(first(), "the key `a` is there once");
}

TEST_F(VerifyTest, WhatCantBeIsLeftOut) {
    NodeRef record = nodes.record({NodeTable::value(nodes.boolean(false), "a", text())});
    EXPECT_EQ(of(record), "what can't be is left out");
    EXPECT_EQ(of(record, Form::Evaluated), "");
}

TEST_F(VerifyTest, TheLastAlternativeNeedsNoGuard) {
    NodeRef open =
        choose({NodeTable::item(flag(), text()), NodeTable::item(nodes.prim(Op::Not, {flag()}), nodes.none())});
    EXPECT_EQ(of(open), "the last alternative needs no guard");
    EXPECT_EQ(of(open, Form::Evaluated), "");
    EXPECT_EQ(of(choose({item(text())})), "a choice has alternatives");
}

TEST_F(VerifyTest, AVariableStandsInsideItsLoop) {
    const Loop* outer = loop();
    NodeRef variable = nodes.element(outer, program.types.string());
    EXPECT_EQ(of(variable), "a loop's variable stands inside its loop");
    EXPECT_EQ(of(nodes.list({each(loop(1), {item(variable)})})), "a loop's variable stands inside its loop");
    document(nodes.record({NodeTable::value(yes(), "a", variable)}), {{yes(), outer}});
    EXPECT_EQ(first(), "");
    Check check;
    check.scopes = {{nodes.prim(Op::Eq, {variable, nodes.string("x")}), outer}};
    check.condition = flag();
    check.message = nodes.string("");
    package.checks = {check};
    EXPECT_EQ(first(), "a loop's variable stands inside its loop");
}

TEST_F(VerifyTest, OperationsHaveTheirArguments) {
    EXPECT_EQ(of(nodes.prim(Op::Replace, {text(), nodes.string("a")})), "an operation has its number of arguments");
    EXPECT_EQ(of(nodes.prim(Op::And, {flag()})), "an operation has its number of arguments");
    EXPECT_EQ(of(nodes.prim(Op::And, {flag(), text()})), "a connective joins late Bools");
    EXPECT_EQ(of(nodes.prim(Op::And, {flag(), yes()})), "a connective joins late Bools");
    EXPECT_EQ(of(nodes.prim(Op::Lower, {nodes.record({NodeTable::value(yes(), "a", text())})})),
              "an operation takes scalars");
    EXPECT_EQ(of(nodes.prim(Op::Not, {nodes.prim(Op::Not, {flag()})})), "a negation is not negated");
    EXPECT_EQ(of(nodes.prim(Op::Ne, {text(), nodes.string("a")})), "an inequality is a negated equality");
}

TEST_F(VerifyTest, TestsAreOfTheirType) {
    EXPECT_EQ(of(make(NodeKind::Present, {text()})), "a test of a place is one of its type");
    EXPECT_EQ(of(make(NodeKind::TagIs, {text()})), "a test of a place is one of its type");
    EXPECT_EQ(of(make(NodeKind::Present, {place("o", program.types.optional(program.types.string()))})), "");
    EXPECT_EQ(of(make(NodeKind::Tag, {place("v", choice)})), "");
}

TEST_F(VerifyTest, ADefaultStandsForAFieldOfAnElement) {
    EXPECT_EQ(of(make(NodeKind::Default, {text(), nodes.string("x")})), "a default stands for a field of an element");
}

TEST_F(VerifyTest, EntriesAreWhole) {
    EXPECT_EQ(of(nodes.list({each(nullptr, {})})), "an iteration has a loop");
    EXPECT_EQ(of(nodes.list({each(loop(), {})})), "an iteration makes something");
    Entry empty;
    EXPECT_EQ(of(nodes.list({empty})), "an entry has a value");
}

TEST_F(VerifyTest, AResourceIsARecordWithAKind) {
    document(text());
    EXPECT_EQ(first(), "a resource is a record");
    document(nodes.record({}));
    package.documents[0].kind.clear();
    EXPECT_EQ(first(), "a resource has a kind");
}

TEST_F(VerifyTest, NodesKnowHowLargeTheyAreWrittenOut) {
    NodeRef twice = nodes.prim(Op::Concat, {text(), nodes.string("-")});
    for (int i = 0; i < 100; ++i)
        twice = nodes.prim(Op::Concat, {twice, twice});
    EXPECT_EQ(twice->parts, UINT32_MAX);
    EXPECT_EQ(twice->height, 103U);
    EXPECT_EQ(nodes.shared("t", twice)->parts, 1U);
}

} // namespace stackc::ir::test
