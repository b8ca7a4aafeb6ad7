// Whole programs that are on no disk.

#include "session/build.h"
#include "session/check.h"
#include "session/compilation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stackc::session {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class InMemory : public testing::Test {
protected:
    std::unique_ptr<Compilation> compiled(const std::string& source) {
        Compiled result = compile(source, std::make_shared<Files>(overlay_));
        if (!result) {
            error_ = result.error();
            return nullptr;
        }
        return std::move(*result);
    }

    static std::vector<std::string> messages(const Compilation& compilation) {
        std::vector<std::string> found;
        for (const diag::Diagnostic& diagnostic : compilation.sink.sorted())
            found.push_back(diagnostic.message);
        return found;
    }

    std::shared_ptr<Overlay> overlay_ = std::make_shared<Overlay>();
    std::string error_;
};

constexpr const char* program = R"stack(chart shop { version = "0.1.0" }

import names { title }

values { replicas: Int(1..9) = 2 }

environment prod { values { replicas = 3 } }

resource settings: k8s.core.v1.ConfigMap {
    metadata { name = title }
    data {
        motd = file("motd.txt")
        replicas = "\(values.replicas)"
}
}
)stack";

TEST_F(InMemory, ProgramsOfSeveralFilesAreBuilt) {
    overlay_->set("shop/main.stack", program);
    overlay_->set("shop/names.stack", "export let title = \"settings\"\n");
    overlay_->set("shop/motd.txt", "hello");
    overlay_->set("shop/crds/things.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
                                           "metadata:\n  name: things.example.org\n");
    auto compilation = compiled("shop");
    ASSERT_NE(compilation, nullptr) << error_;
    Built built = build(*compilation, {});
    EXPECT_THAT(messages(*compilation), IsEmpty());
    EXPECT_TRUE(built.files.contains("charts/shop/Chart.yaml"));
    EXPECT_TRUE(built.files.contains("charts/shop/crds/things.yaml"));
    std::string all;
    for (const auto& [path, text] : built.files)
        if (path.starts_with("manifests/prod/"))
            all += text;
    EXPECT_THAT(all, HasSubstr("motd: hello"));
    EXPECT_THAT(all, HasSubstr("replicas: \"3\""));
}

TEST_F(InMemory, WhatIsMissingIsTold) {
    overlay_->set("shop/main.stack", program);
    auto compilation = compiled("shop/main.stack");
    ASSERT_NE(compilation, nullptr) << error_;
    EXPECT_THAT(messages(*compilation), Contains(HasSubstr("names")));
    EXPECT_EQ(compiled("shop/none.stack"), nullptr);
    EXPECT_EQ(error_, "can't read shop/none.stack: there is no such file");
}

TEST_F(InMemory, AnEditIsSeenByTheNextCheck) {
    overlay_->set("main.stack", "chart a { version = \"0.1.0\" }\nvalues { count: Int = \"x\" }\n");
    EXPECT_TRUE(compiled("main.stack")->sink.hasErrors());
    overlay_->set("main.stack", "chart a { version = \"0.1.0\" }\nvalues { count: Int = 1 }\n");
    auto compilation = compiled("main.stack");
    checkAll(*compilation);
    EXPECT_FALSE(compilation->sink.hasErrors());
}

/// Files whose folders below `vendor` can't be listed.
class Unlisted : public Overlay {
public:
    Names list(const std::filesystem::path& folder) const override {
        bool isInside = folder.string().ends_with("vendor/redis/templates");
        return isInside ? Names(support::Failure{"can't read " + folder.string()}) : Overlay::list(folder);
    }
};

TEST(Vendored, AFolderThatCantBeReadIsNotLeftOut) {
    auto files = std::make_shared<Unlisted>();
    files->set("main.stack", R"stack(chart a { version = "0.1.0" }
external redis { version = "1.0.0", repository = "https://charts.example.org" }
)stack");
    files->set("vendor/redis/Chart.yaml", "name: redis\nversion: 1.0.0\napiVersion: v2\n");
    files->set("vendor/redis/templates/a.yaml", "a: 1\n");
    Compiled compiled = compile("main.stack", std::make_shared<Files>(files));
    ASSERT_TRUE(compiled) << compiled.error();
    Compilation& compilation = **compiled;
    Request request;
    request.target = Target::Helm;
    build(compilation, request);
    ASSERT_TRUE(compilation.sink.hasErrors());
    EXPECT_THAT(compilation.sink.sorted().front().message, HasSubstr("can't read vendor/redis/templates"));
}

} // namespace
} // namespace stackc::session
