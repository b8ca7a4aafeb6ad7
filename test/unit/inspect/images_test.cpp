#include "inspect/images.h"
#include "inspect/value_path.h"

#include <gmock/gmock.h>

namespace stackc::inspect {
namespace {

TEST(Images, TheMainOneIsOfTheVersionOfTheApplication) {
    Image shop, cache;
    shop.reference = "acme/shop:2.0";
    shop.isAppVersion = true;
    cache.reference = "redis:7";
    EXPECT_EQ(mainImage({shop, cache}), "acme/shop");
    EXPECT_EQ(mainImage({cache}), "");
    cache.isAppVersion = true;
    EXPECT_EQ(mainImage({shop, cache}), "");
}

TEST(ValuePaths, LeadInto) {
    EXPECT_TRUE(leadsInto("a.b", "a"));
    EXPECT_TRUE(leadsInto("a[].b", "a"));
    EXPECT_FALSE(leadsInto("ab", "a"));
    EXPECT_EQ(outerPath("a.b[].c"), "a.b[]");
    EXPECT_EQ(outerPath("a"), "");
    EXPECT_EQ(anyElement("a[3].b[\"x[1]\"]"), "a[].b[\"x[1]\"]");
}

} // namespace
} // namespace stackc::inspect
