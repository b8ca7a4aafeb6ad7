#include "text/image_name.h"

#include <gmock/gmock.h>

namespace stackc::text {
namespace {

TEST(ImageName, IsTakenApart) {
    ImageName name = parseImage("registry.example.org:5000/acme/shop:1.0@sha256:ab");
    EXPECT_EQ(name.repository, "registry.example.org:5000/acme/shop");
    EXPECT_EQ(name.tag, "1.0");
    EXPECT_EQ(name.digest, "sha256:ab");
    EXPECT_EQ(name.last(), "shop");
    EXPECT_EQ(parseImage("redis:latest@sha256:ab").tag, "latest");
    EXPECT_EQ(parseImage("localhost:5000/shop").tag, "");
    EXPECT_EQ(parseImage("redis").last(), "redis");
}

} // namespace
} // namespace stackc::text
