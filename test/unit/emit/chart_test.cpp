#include "emit/helm/chart.h"
#include "slice.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace stackc::emit {

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The chart of the slice, checked in: rewritten where STACKC_UPDATE is set.
TEST(Chart, SliceIsAsCheckedIn) {
    fs::path folder = fs::path(STACKC_SOURCE_DIR) / "test/emit/slice/chart";
    test::Slice slice;
    helm::ChartTexts texts{.valuesYaml = read(folder / "values.yaml"),
                           .schemaJson = "{}\n",
                           .environmentValues = {},
                           .parameterTables = {},
                           .alias = {},
                           .dependencies = {},
                           .images = {},
                           .mainImage = {},
                           .crds = {},
                           .footprint = {},
                           .renamed = {},
                           .notTaken = {}};
    texts.footprint.add(slice.package, {});
    diag::Sink sink;
    FileSet files = helm::emitChart(slice.package, texts, sink);
    for (const diag::Diagnostic& diagnostic : sink.diagnostics())
        ADD_FAILURE() << diagnostic.message;
    for (const auto& [path, text] : files) {
        if (std::getenv("STACKC_UPDATE") != nullptr) {
            fs::create_directories((folder / path).parent_path());
            std::ofstream(folder / path, std::ios::binary) << text;
        }
        EXPECT_EQ(read(folder / path), text) << path;
    }
}

TEST(Chart, TwiceTheSame) {
    test::Slice first;
    test::Slice second;
    diag::Sink sink;
    EXPECT_EQ(helm::emitChart(first.package, {}, sink), helm::emitChart(second.package, {}, sink));
}

} // namespace

} // namespace stackc::emit
