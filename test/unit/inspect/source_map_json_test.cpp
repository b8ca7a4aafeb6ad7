#include "inspect/source_map_json.h"
#include "source_map_sample.h"

#include <gmock/gmock.h>

namespace stackc::inspect {
namespace {

TEST(SourceMapJson, WhatIsWrittenIsRead) {
    const SourceMap map = sampleMap();
    auto read = readSourceMap(writeSourceMap(map));
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(*read, map);
}

TEST(SourceMapJson, TextsOfAnyKind) {
    SourceMap map = sampleMap();
    map.lines[0].source = "a \"quoted\" \\ \t\x1b ä €";
    map.charts[0].resources[0].steps[1].key = "";
    map.charts[0].name = "it's";
    auto read = readSourceMap(writeSourceMap(map));
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(*read, map);
}

/// What is wrong with the sample where a text in it is replaced.
std::string faultOf(const std::string& old, const std::string& now) {
    std::string text = writeSourceMap(sampleMap());
    size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    auto read = readSourceMap(text.replace(at, old.size(), now));
    return read ? "" : read.error();
}

TEST(SourceMapJson, DamagedMapsAreRefused) {
    EXPECT_EQ(faultOf("\"stackcSourceMap\": 1", "\"sourceMap\": 1"),
              "it has no `stackcSourceMap`: it is no source map");
    EXPECT_EQ(faultOf("Map\": 1", "Map\": 2"), "it is a source map of format 2, this stackc reads format 1");
    EXPECT_EQ(faultOf("Map\": 1", "Map\": \"1\""), "it is a source map of format unknown, this stackc reads format 1");
    EXPECT_EQ(faultOf("sha256:", "md5:"), "`chart.digest` has to begin with `sha256:`");
    EXPECT_EQ(faultOf("\"version\"", "\"edition\""), "`chart.version` is not there");
    EXPECT_EQ(faultOf("\"main.stack\"", "7"), "`files[0]` is no text");
    EXPECT_EQ(faultOf("\"file\":0", "\"file\":2"), "`lines[0].file` is no number from 0 to 1");
    EXPECT_EQ(faultOf("\"line\":1", "\"line\":-1"), "`lines[0].line` is no number from 0 to 4294967294");
    EXPECT_EQ(faultOf("\"line\":1", "\"line\":1.5"), "`lines[0].line` is no number from 0 to 4294967294");
    EXPECT_EQ(faultOf("\"kind\": \"Deployment\"", "\"kind\": null"), "`charts[0].resources[0].kind` is no text");
    EXPECT_EQ(faultOf("\"fields\": [", "\"fields\": [1,"), "`charts[0].resources[0].fields[0]` is no object");
    EXPECT_EQ(faultOf("\"in\":1,\"key\"", "\"in\":2,\"key\""),
              "`charts[0].resources[0].fields[2].in` is no number from 0 to 1");
    EXPECT_EQ(faultOf("\"at\":5", "\"at\":55"), "`charts[0].resources[0].fields[7].at` is no number from 0 to 9");
    EXPECT_EQ(faultOf("\"key\":\"spec\"", "\"kay\":\"spec\""), "`charts[0].resources[0].fields[4].key` is not there");
    EXPECT_EQ(faultOf("\"resources\": [0]", "\"resources\": [1]"),
              "`charts[0].templates[0].resources[0]` is no number from 0 to 0");
    EXPECT_EQ(faultOf("\"checks\": [", "\"checks\": 1, \"more\": ["), "`charts[0].checks` is no list");
    EXPECT_EQ(faultOf("{\"name\": \"shop\"", "{\"name\": \"other\""), "`charts` has to begin with the chart");
}

TEST(SourceMapJson, WhatIsNoMapIsRefused) {
    EXPECT_EQ(readSourceMap("").error(), "line 1, column 1: not JSON");
    EXPECT_EQ(readSourceMap("[]").error(), "it has no `stackcSourceMap`: it is no source map");
    EXPECT_EQ(readSourceMap("{\"stackcSourceMap\": 1}").error(), "`chart` is not there");
    EXPECT_EQ(readSourceMap(writeSourceMap(sampleMap()).substr(0, 300)).error().substr(0, 4), "line");
    EXPECT_EQ(readSourceMap(std::string(100'000, '[')).error(), "the JSON is nested too deeply");
}

TEST(SourceMapJson, WaysAreBounded) {
    SourceMap map = sampleMap();
    auto& steps = map.charts[0].resources[0].steps;
    steps = {{SourceMap::none, false, "", 0, 0}};
    for (size_t i = 0; i < 500; ++i)
        steps.push_back({i, false, "a", 0, 0});
    EXPECT_TRUE(readSourceMap(writeSourceMap(map)));
    steps.push_back({500, false, "a", 0, 0});
    EXPECT_EQ(readSourceMap(writeSourceMap(map)).error(), "`charts[0].resources[0].fields[501].in` lies too deep");
}

} // namespace
} // namespace stackc::inspect
