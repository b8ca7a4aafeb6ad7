#include "session/file_system.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stackc::session {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

/// A folder of its own, with a file, a folder and links, that goes with the test.
class OnDisk : public testing::Test {
protected:
    OnDisk() : root_(fs::path(testing::TempDir()) / ("stackc-files-" + std::to_string(::getpid()))) {
        fs::create_directories(root_ / "below");
        write("main.stack", "on the disk");
        write("below/inner.stack", "below");
        fs::create_symlink("/etc", root_ / "away");
        fs::create_symlink("missing", root_ / "dangling");
    }
    ~OnDisk() override { fs::remove_all(root_); }

    void write(const std::string& name, const std::string& text) const { std::ofstream(root_ / name) << text; }

    fs::path root_;
};

TEST_F(OnDisk, TheDiskTellsWhatIsThere) {
    Disk disk;
    EXPECT_EQ(disk.read(root_ / "main.stack", 100).text, "on the disk");
    EXPECT_EQ(disk.read(root_ / "main.stack", 3).text, "on t") << "one more than the limit, so that it can be told";
    EXPECT_TRUE(disk.read(root_ / "none", 100).missing);
    EXPECT_EQ(disk.read(root_ / "below", 100).error, "can't read " + (root_ / "below").string() + ": it is a folder");
    EXPECT_EQ(disk.kind(root_ / "main.stack", Links::Follow), Kind::File);
    EXPECT_EQ(disk.kind(root_ / "away", Links::Follow), Kind::Folder);
    EXPECT_EQ(disk.kind(root_ / "away", Links::Tell), Kind::Link);
    EXPECT_EQ(disk.kind(root_ / "dangling", Links::Follow), Kind::Missing);
    EXPECT_EQ(disk.kind("/dev/null", Links::Follow), Kind::Other);
    EXPECT_THAT(*disk.list(root_), ElementsAre("away", "below", "dangling", "main.stack"));
    EXPECT_THAT(*disk.list(root_ / "none"), IsEmpty());
    EXPECT_TRUE(disk.isBelow(root_ / "below/inner.stack", root_));
    EXPECT_FALSE(disk.isBelow(root_ / "away/hostname", root_));
}

TEST_F(OnDisk, TextsStandInFrontOfIt) {
    Overlay files(std::make_shared<Disk>());
    files.set(root_ / "main.stack", "edited");
    files.set(root_ / "new" / "more.stack", "only here");
    EXPECT_EQ(files.read(root_ / "main.stack", 100).text, "edited");
    EXPECT_EQ(files.read(root_ / "below" / ".." / "main.stack", 2).text, "edi");
    EXPECT_EQ(files.read(root_ / "below/inner.stack", 100).text, "below");
    EXPECT_EQ(files.kind(root_ / "new", Links::Tell), Kind::Folder);
    EXPECT_EQ(files.kind(root_ / "new/more.stack", Links::Tell), Kind::File);
    EXPECT_THAT(*files.list(root_), ElementsAre("away", "below", "dangling", "main.stack", "new"));
    EXPECT_TRUE(files.isBelow(root_ / "new/more.stack", root_));
    EXPECT_FALSE(files.isBelow(root_ / "new/more.stack", root_ / "below"));
    files.drop(root_ / "main.stack");
    EXPECT_EQ(files.read(root_ / "main.stack", 100).text, "on the disk");
}

TEST(Overlay, AloneHasNothingElse) {
    Overlay files;
    files.set("main.stack", "text");
    files.set("types/a.json", "{}");
    EXPECT_TRUE(files.read("other.stack", 10).missing);
    EXPECT_EQ(files.read("./main.stack", 10).text, "text");
    EXPECT_EQ(files.kind("", Links::Follow), Kind::Folder);
    EXPECT_EQ(files.kind("types/", Links::Follow), Kind::Folder);
    EXPECT_EQ(files.kind("type", Links::Follow), Kind::Missing);
    EXPECT_THAT(*files.list("."), ElementsAre("main.stack", "types"));
    EXPECT_THAT(*files.list("types"), ElementsAre("a.json"));
    EXPECT_TRUE(files.isBelow("types/a.json", ""));
    EXPECT_FALSE(files.isBelow("types/a.json", "crds"));
    EXPECT_FALSE(files.isBelow("types/b.json", ""));
}

} // namespace
} // namespace stackc::session
