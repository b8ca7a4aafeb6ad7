#include <gmock/gmock.h>

#include "kube/merge_releases.h"
#include "kube/module_text.h"

namespace stackc::kube {
namespace {

// A module m.v1 of the types in `types`, in the form of the data files.
ReleasedModules release(uint16_t minor, const std::string& types) {
    std::string error;
    std::optional<Module> module = readModule(R"({"module": "m.v1", "types": {)" + types + "}}", error);
    EXPECT_TRUE(module) << error;
    return {minor, {module.value_or(Module())}};
}

const NamedType& typeOf(const std::vector<Module>& modules, const std::string& name) {
    for (const NamedType& type : modules.at(0).types)
        if (type.name == name)
            return type;
    ADD_FAILURE() << "there is no type " << name;
    return modules[0].types.at(0);
}

FieldNode fieldOf(const std::vector<Module>& modules, const std::string& type, const std::string& field) {
    TypeNode node = typeOf(modules, type).type;
    const FieldNode* found = findField(node, field);
    EXPECT_TRUE(found) << field;
    return found ? *found : FieldNode();
}

TEST(MergeReleases, SaysSinceAndUntilOfTypes) {
    std::vector<Module> merged =
        mergeReleases({release(27, R"("A": "Int", "B": "Int", "C": "Int")"), release(25, R"("A": "Int", "D": "Int")"),
                       release(31, R"("A": "Int", "B": "Int")")});
    EXPECT_EQ(typeOf(merged, "A").releases, Releases());
    EXPECT_EQ(typeOf(merged, "B").releases, (Releases{27, 0}));
    EXPECT_EQ(typeOf(merged, "C").releases, (Releases{27, 28}));
    EXPECT_EQ(typeOf(merged, "D").releases, (Releases{0, 26}));
}

TEST(MergeReleases, SaysOfFieldsWhatTheirTypeDoesNot) {
    std::vector<Module> merged =
        mergeReleases({release(25, R"("A": {"type": "Object", "fields": {"a": "Int", "gone": "Int"}})"),
                       release(27, R"("A": {"type": "Object", "fields": {"a": "Int", "b": "Int"}},
                                      "B": {"type": "Object", "fields": {"c": "Int"}})"),
                       release(28, R"("A": {"type": "Object", "fields": {"a": "Int", "b": "Int"}})")});
    EXPECT_EQ(fieldOf(merged, "A", "a").releases, Releases());
    EXPECT_EQ(fieldOf(merged, "A", "b").releases, (Releases{27, 0}));
    EXPECT_EQ(fieldOf(merged, "A", "gone").releases, (Releases{0, 26}));
    EXPECT_EQ(fieldOf(merged, "B", "c").releases, Releases());
    EXPECT_EQ(typeOf(merged, "B").releases, (Releases{27, 28}));
}

TEST(MergeReleases, TakesTheNewestShape) {
    std::vector<Module> merged = mergeReleases(
        {release(25, R"("A": {"type": "Object", "required": ["a", "old"], "fields": {"a": "Int", "old": "Int"}})"),
         release(27, R"("A": {"type": "Object", "required": ["b"], "fields": {"a": ["String"], "b": "Int"}})")});
    EXPECT_EQ(fieldOf(merged, "A", "a").type.shape, Shape::List);
    EXPECT_FALSE(fieldOf(merged, "A", "a").required);
    EXPECT_TRUE(fieldOf(merged, "A", "b").required);
    EXPECT_FALSE(fieldOf(merged, "A", "old").required);
}

TEST(MergeReleases, CountsFromTheLastReturn) {
    std::vector<Module> merged = mergeReleases({release(25, R"("A": "Int", "B": "Int")"), release(26, R"("B": "Int")"),
                                                release(27, R"("A": "String", "B": "Int")")});
    EXPECT_EQ(typeOf(merged, "A").releases, (Releases{27, 0}));
    EXPECT_EQ(typeOf(merged, "A").type.shape, Shape::String);
}

TEST(MergeReleases, DatesFieldsOfATypeThatAnOlderFieldTookUp) {
    std::vector<Module> merged = mergeReleases({release(25, R"("A": {"type": "Object", "fields": {"a": "#m.v1.Old"}},
                                      "Old": {"type": "Object", "fields": {"x": "Int"}})"),
                                                release(27, R"("A": {"type": "Object", "fields": {"a": "#m.v1.New"}},
                                      "New": {"type": "Object", "fields": {"x": "Int", "y": "Int"}})")});
    EXPECT_EQ(fieldOf(merged, "A", "a").type.ref, "m.v1.New");
    EXPECT_EQ(fieldOf(merged, "A", "a").releases, Releases());
    EXPECT_EQ(fieldOf(merged, "New", "x").releases, Releases());
    EXPECT_EQ(fieldOf(merged, "New", "y").releases, (Releases{27, 0}));
}

TEST(MergeReleases, FollowsListsAndInnerObjects) {
    std::vector<Module> merged = mergeReleases(
        {release(25, R"("A": {"type": "Object", "fields": {"l": [{"type": "Object", "fields": {"x": "Int"}}]}})"),
         release(27, R"("A": {"type": "Object", "fields": {"l": [{"type": "Object", "fields": {"y": "Int"}}]}})")});
    const TypeNode list = fieldOf(merged, "A", "l").type;
    ASSERT_EQ(list.element.at(0).fields.size(), 2u);
    EXPECT_EQ(list.element[0].fields[0].releases, (Releases{0, 26}));
    EXPECT_EQ(list.element[0].fields[1].releases, (Releases{27, 0}));
}

} // namespace
} // namespace stackc::kube
