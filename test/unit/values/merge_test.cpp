#include "values/merge.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace stackc::values {

namespace {

using Json = nlohmann::ordered_json;

Json merged(const char* defaults, const char* user) { return mergeValues(Json::parse(defaults), Json::parse(user)); }

/// Only `a.txt` can be read.
std::optional<std::string> readFile(const std::string& path, std::string& error) {
    if (path == "a.txt")
        return "a,b\n";
    error = "can't read " + path;
    return std::nullopt;
}

std::string set(const std::vector<std::string>& arguments, SetKind kind = SetKind::Typed, const char* given = "{}") {
    Json user = Json::parse(given);
    std::string error;
    for (const std::string& argument : arguments)
        if (!applySet(user, argument, kind, readFile, error))
            return error;
    return user.dump();
}

} // namespace

TEST(Merge, overDefaults) {
    EXPECT_EQ(merged(R"({"a":1,"m":{"p":1,"q":2}})", R"({"m":{"p":3}})").dump(), R"({"a":1,"m":{"p":3,"q":2}})");
    EXPECT_EQ(merged(R"({"a":1,"m":{"p":1}})", R"({"a":null,"m":{"p":null}})").dump(), R"({"m":{}})");
    EXPECT_EQ(merged(R"({"l":[1,2]})", R"({"l":[3],"n":null})").dump(), R"({"l":[3],"n":null})");
    EXPECT_EQ(merged(R"({"m":{"p":1}})", R"({"m":{}})").dump(), R"({"m":{"p":1}})");
}

TEST(Merge, fileOverFileKeepsNull) {
    Json first = Json::parse(R"({"m":null,"n":{"a":1}})");
    EXPECT_EQ(mergeFiles(first, Json::parse(R"({"m":{"p":1},"n":{"a":null}})")).dump(),
              R"({"m":{"p":1},"n":{"a":null}})");
}

TEST(Set, typesAndPaths) {
    EXPECT_EQ(set({"a=1,b=-5,c=0,d=007,e=1.5"}), R"({"a":1,"b":-5,"c":0,"d":"007","e":"1.5"})");
    EXPECT_EQ(set({"a=TRUE,b=false,c=null,d="}), R"({"a":true,"b":false,"c":null,"d":""})");
    EXPECT_EQ(set({"a.b.c=1", "a.b.d=2"}), R"({"a":{"b":{"c":1,"d":2}}})");
    EXPECT_EQ(set({"l[2]=x", "m[0].a=1,m[0].b=2", "n[1][0]=y"}),
              R"({"l":[null,null,"x"],"m":[{"a":1,"b":2}],"n":[null,["y"]]})");
    EXPECT_EQ(set({"a={x,1,true},b=c\\,d", "e\\.f=g=h"}), R"({"a":["x",1,true],"b":"c,d","e.f":"g=h"})");
}

TEST(Set, emptyAtTheEndDropsANewElement) {
    EXPECT_EQ(set({"l[0].a="}), R"({"l":[]})");
    EXPECT_EQ(set({"l[0].a=,b=1"}), R"({"l":[{"a":""}],"b":1})");
    EXPECT_EQ(set({"l[0].a=x", "l[0].a="}), R"({"l":[{"a":""}]})");
    EXPECT_EQ(set({"l[0]="}), R"({"l":[""]})");
    EXPECT_EQ(set({"l[0][0]=x", "l[1][0]="}), R"({"l":[["x"],[""]]})");
    EXPECT_EQ(set({"l[1][0].a="}), R"({"l":[]})");
}

TEST(Set, textsStayTexts) {
    EXPECT_EQ(set({"a=1,b=true,c=null,d=", "l={1,x}"}, SetKind::Text),
              R"({"a":"1","b":"true","c":"null","d":"","l":["1","x"]})");
}

TEST(Set, json) {
    EXPECT_EQ(set({R"(a={"b": [1, "x,}"]}, c = "d" ,e[0].f=null,g=1.5)"}, SetKind::Json),
              R"({"a":{"b":[1,"x,}"]}," c ":"d","e":[{"f":null}],"g":1.5})");
    EXPECT_EQ(set({"a=,b="}, SetKind::Json), R"({"a":null,"b":null})");
    EXPECT_EQ(set({R"( {"a": {"b": 2}} )"}, SetKind::Json, R"({"a":{"b":1,"c":3}})"), R"({"a":{"b":2,"c":3}})");
    EXPECT_EQ(set({"a={b}"}, SetKind::Json), "what stands behind the `=` is no JSON");
    EXPECT_EQ(set({"{\"a\":"}, SetKind::Json), "it is no JSON object");
}

TEST(Set, filesAndLiterals) {
    EXPECT_EQ(set({"a.b=a.txt,l={a.txt}"}, SetKind::File), R"({"a":{"b":"a,b\n"},"l":["a,b\n"]})");
    EXPECT_EQ(set({"a=b.txt"}, SetKind::File), "can't read b.txt");
    EXPECT_EQ(set({R"(a.b[1]={x,y}\,z=1)"}, SetKind::Literal), R"({"a":{"b":[null,"{x,y}\\,z=1"]}})");
    EXPECT_EQ(set({"a="}, SetKind::Literal), R"({"a":""})");
}

TEST(Set, faults) {
    EXPECT_EQ(set({"a"}), "key \"a\" has no value");
    EXPECT_EQ(set({"a=1", "a.b=2"}), "key \"a\" is not a map");
    EXPECT_EQ(set({"a={x"}), "list must terminate with '}'");
    EXPECT_EQ(set({"l[-1]=x"}), "negative -1 index not allowed");
    EXPECT_EQ(set({"l[70000]=x"}), "index of 70000 is greater than maximum supported index of 65536");
}

} // namespace stackc::values
