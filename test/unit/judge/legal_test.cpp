#include "judge/legal.h"

#include <gtest/gtest.h>
#include <string>

namespace stackc::judge {
namespace {

TEST(Legal, Labels) {
    EXPECT_EQ(dnsLabel("web-1"), nullptr);
    EXPECT_EQ(dnsLabel("1"), nullptr);
    EXPECT_EQ(dnsLabel(std::string(63, 'a')), nullptr);
    for (const char* text : {"", "-a", "a-", "Web", "a_b", "a.b", "ü"})
        EXPECT_NE(dnsLabel(text), nullptr) << text;
    EXPECT_NE(dnsLabel(std::string(64, 'a')), nullptr);
    EXPECT_EQ(dnsLabelWithLetter("a1"), nullptr);
    EXPECT_NE(dnsLabelWithLetter("1a"), nullptr);
}

TEST(Legal, Names) {
    EXPECT_EQ(dnsName("a.b-c.1"), nullptr);
    EXPECT_EQ(dnsName(std::string(253, 'a')), nullptr);
    for (const char* text : {"", ".a", "a.", "a..b", "a.-b", "A"})
        EXPECT_NE(dnsName(text), nullptr) << text;
    EXPECT_NE(dnsName(std::string(254, 'a')), nullptr);
    EXPECT_EQ(pathSegment("system:node"), nullptr);
    for (const char* text : {"", ".", "..", "a/b", "a%b"})
        EXPECT_NE(pathSegment(text), nullptr) << text;
}

TEST(Legal, CronLines) {
    for (const char* text : {"* * * * *", "0 0 * * mon", "*/5 0-6/2 1,15 jan-Mar ?", " 05  3 * * 6 ", "@daily",
                             "@every 1h", "0 0 30 2 *", "5/15 * * * *"})
        EXPECT_EQ(cronLine(text), nullptr) << text;
    for (const char* text : {"", "every day", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *",
                             "* * * 13 *", "* * * * 7", "*/0 * * * *", "0 5-3 * * *", "1-2-3 * * * *", "1,, * * * *",
                             "-1 * * * *", "* * * mon *", "TZ=UTC 0 0 * * *", "@reboot", "0 0 * * *\n"})
        EXPECT_NE(cronLine(text), nullptr) << text;
}

TEST(Legal, Base64) {
    for (const char* text : {"", "YQ==", "YWI=", "YWJj", "YW\nJj\r\n", "+/+/"})
        EXPECT_EQ(base64(text), nullptr) << text;
    for (const char* text : {"YQ", "YQ=", "=", "====", "Y===", "a b=", "-_-_", "YQ==YQ=="})
        EXPECT_NE(base64(text), nullptr) << text;
}

TEST(Legal, Ports) {
    EXPECT_EQ(portName("http"), nullptr);
    EXPECT_EQ(portName("a23456789012345"), nullptr);
    for (const char* text : {"", "a234567890123456", "80", "a--b", "-a", "HTTP"})
        EXPECT_NE(portName(text), nullptr) << text;
}

TEST(Legal, LabelsOfResources) {
    EXPECT_EQ(labelKey("app.kubernetes.io/name"), nullptr);
    EXPECT_EQ(labelKey("a_b.C"), nullptr);
    for (const char* text : {"", "/a", "a/", "a/b/c", "A.b/c", "a b"})
        EXPECT_NE(labelKey(text), nullptr) << text;
    EXPECT_EQ(labelValue(""), nullptr);
    EXPECT_EQ(labelValue("1.0.0_x-Y"), nullptr);
    for (const char* text : {"1+2", "_a", "a-", "a/b", " "})
        EXPECT_NE(labelValue(text), nullptr) << text;
    EXPECT_NE(labelValue(std::string(64, 'a')), nullptr);
}

TEST(Legal, KeysAndVariables) {
    EXPECT_EQ(dataKey(".config_a-B.1"), nullptr);
    for (const char* text : {"", ".", "..", "..a", "a/b", "a b"})
        EXPECT_NE(dataKey(text), nullptr) << text;
    EXPECT_EQ(variableName("A_b-c.1"), nullptr);
    for (const char* text : {"", "1A", "A B", "A=B", ".."})
        EXPECT_NE(variableName(text), nullptr) << text;
}

TEST(Legal, MountPaths) {
    EXPECT_EQ(mountPath("/data"), nullptr);
    EXPECT_EQ(mountPath("C:\\data"), nullptr);
    for (const char* text : {"", "data", "/a:b", "./a"})
        EXPECT_NE(mountPath(text), nullptr) << text;
}

TEST(Legal, Images) {
    for (const char* text :
         {"a", "a:1", "acme/app:1.0_x", "localhost:5000/a/b:v1", "ghcr.io/a/b@sha256:0123abc", "a-b.c/d__e"})
        EXPECT_EQ(image(text), nullptr) << text;
    for (const char* text : {"", ":1", "a:", "a:1+2", "a b:1", "Acme:1", "acme/App:1", "/a", "a/", "a:-1", "a@x"})
        EXPECT_NE(image(text), nullptr) << text;
}

TEST(Legal, NamesOfResources) {
    std::string longer(53, 'a');
    EXPECT_NE(resourceName("batch/v1", "CronJob", longer), nullptr);
    EXPECT_NE(resourceName("apps/v1", "StatefulSet", longer), nullptr);
    EXPECT_EQ(resourceName("apps/v1", "Deployment", longer), nullptr);
    EXPECT_EQ(resourceName("rbac.authorization.k8s.io/v1", "ClusterRole", "system:a"), nullptr);
    EXPECT_NE(resourceName("v1", "Service", "1a"), nullptr);
    EXPECT_NE(resourceName("v1", "Namespace", "a.b"), nullptr);
    EXPECT_EQ(resourceName("v1", "ConfigMap", "a.b"), nullptr);
    // A kind of that name in another group has its own rules.
    EXPECT_EQ(resourceName("acme.io/v1", "StatefulSet", longer), nullptr);
}

} // namespace
} // namespace stackc::judge
