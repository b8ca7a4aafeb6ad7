#include "emit/archive.h"
#include "emit/helm/ignored.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace stackc::emit {

namespace {

std::string unzipped(const std::string& bytes) {
    z_stream stream{};
    inflateInit2(&stream, MAX_WBITS + 16);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

FileSet files(const std::vector<std::string>& paths) {
    FileSet result;
    for (const std::string& path : paths)
        result[path] = "bytes of " + path;
    return result;
}

} // namespace

TEST(Archive, EqualFilesAreEqualBytes) {
    EXPECT_EQ(tarGz(files({"a", "b"}), "x", {}, 7), tarGz(files({"b", "a"}), "x", {}, 7));
    EXPECT_NE(tarGz(files({"a", "b"}), "x", {}, 7), tarGz(files({"b", "a"}), "x", {}, 8));
    // The header names no time (bytes 4 to 7) and no system (byte 9).
    std::string bytes = tarGz(files({"a"}), "x", {}, 7);
    EXPECT_EQ(bytes.substr(4, 4), std::string(4, '\0'));
    EXPECT_EQ(static_cast<unsigned char>(bytes[9]), 255);
}

TEST(Archive, SomeFilesAreFirst) {
    std::string tar = unzipped(tarGz(files({"a", "values.yaml", "Chart.yaml"}), "x", {"Chart.yaml", "values.yaml"}, 0));
    EXPECT_TRUE(tar.starts_with("x/Chart.yaml"));
    EXPECT_LT(tar.find("x/values.yaml"), tar.find("x/a"));
    EXPECT_EQ(tar.size() % 512, 0u);
}

TEST(Archive, LongPathsAreSplitOrExtended) {
    std::string deep = "a/" + std::string(90, 'b') + "/" + std::string(90, 'c');
    std::string tar = unzipped(tarGz(files({deep}), "x", {}, 0));
    EXPECT_EQ(tar.substr(345, 94), "x/a/" + std::string(90, 'b'));
    std::string longer = std::string(120, 'd');
    tar = unzipped(tarGz(files({longer}), "x", {}, 0));
    EXPECT_EQ(tar.substr(512, 133), "132 path=x/" + longer + "\n" + std::string(1, 0));
}

TEST(Archive, IgnoredFilesAreThoseOfHelm) {
    for (const char* ignored :
         {"ci/dev-values.yaml", "a.swp", "files/.git/config", "b~", "templates/.hidden.yaml", ".gitignore"})
        EXPECT_TRUE(helm::isIgnored(ignored)) << ignored;
    for (const char* kept : {"Chart.yaml", "ci", "charts/ci/Chart.yaml", "templates/ci.yaml", "templates/_helpers.tpl",
                             ".helmignore", "crds/a.yaml", "templates/a.bak.yaml"})
        EXPECT_FALSE(helm::isIgnored(kept)) << kept;
}

} // namespace stackc::emit
