#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "kube/dedupe.h"
#include "kube/merge_releases.h"
#include "kube/module_text.h"

namespace stackc::kube {
namespace {

using testing::IsEmpty;
namespace fs = std::filesystem;

// Real definitions, which are not in the repository: in $STACKC_SHARED_DATA, or beside it.
class SharedData : public testing::Test {
protected:
    void SetUp() override {
        const char* variable = std::getenv("STACKC_SHARED_DATA");
        root_ = variable ? fs::path(variable) : fs::path(STACKC_SOURCE_DIR) / ".." / "shared" / "data";
        if (!fs::is_directory(root_))
            GTEST_SKIP() << "there is no folder of shared data; STACKC_SHARED_DATA names one";
    }

    std::vector<fs::path> filesOf(const char* folder) const {
        std::vector<fs::path> files;
        if (fs::is_directory(root_ / folder))
            for (const fs::directory_entry& entry : fs::directory_iterator(root_ / folder))
                files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        return files;
    }

    static std::string read(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    static void expectFine(const fs::path& file, const Imported& imported) {
        for (const ImportError& error : imported.errors)
            ADD_FAILURE() << file << ": " << error.where << ": " << error.message;
        EXPECT_FALSE(imported.modules.empty()) << file;
    }

    // The built-in modules of 1.<minor> and their kinds, merged from all releases in the folder.
    std::vector<Module> kubernetes() const {
        std::vector<ReleasedModules> releases;
        for (const fs::path& file : filesOf("kubernetes")) {
            Imported imported = importOpenApi(read(file), "");
            expectFine(file, imported);
            std::string name = file.filename().string(); // definitions-v1.36.0.json
            uint16_t minor = static_cast<uint16_t>(std::stoi(name.substr(name.find("v1.") + 3)));
            releases.push_back({minor, std::move(imported.modules)});
        }
        return mergeReleases(std::move(releases));
    }

    std::vector<Module> custom() const {
        std::vector<Module> modules;
        for (const char* folder : {"crds", "jsonschema"})
            for (const fs::path& file : filesOf(folder)) {
                Imported imported = std::string(folder) == "crds" ? importCrds(read(file), "")
                                                                  : importJsonSchema(read(file), file.string());
                expectFine(file, imported);
                std::move(imported.modules.begin(), imported.modules.end(), std::back_inserter(modules));
            }
        Imported merged = mergeModules(std::move(modules));
        expectFine(root_, merged);
        for (Module& module : merged.modules)
            dedupeSpecs({&module});
        return std::move(merged.modules);
    }

    // The same content as the module that is in the repository, its words on the source aside.
    static void expectShipped(Module module) {
        fs::path file = fs::path(STACKC_SOURCE_DIR) / "stdlib" / "k8s" / (module.name + ".json");
        std::string error;
        std::optional<Module> shipped = readModule(read(file), error);
        ASSERT_TRUE(shipped) << file << ": " << error;
        module.source = shipped->source;
        EXPECT_TRUE(writeModule(module) == read(file)) << file << " is not what update-stdlib.sh writes";
    }

    fs::path root_;
};

TEST_F(SharedData, OfEveryFileIsWhatTheLibraryHas) {
    std::vector<Module> modules = kubernetes();
    for (Module& module : custom())
        modules.push_back(std::move(module));
    EXPECT_GT(modules.size(), 60u);
    for (const Module& module : modules)
        expectShipped(module);
    EXPECT_THAT(OwnLibrary(modules).packed.errors, IsEmpty());
}

TEST_F(SharedData, KeepsEveryFieldOfTheNewestRelease) {
    std::vector<fs::path> files = filesOf("kubernetes");
    ASSERT_FALSE(files.empty());
    nlohmann::json definitions = nlohmann::json::parse(read(files.back()))["definitions"];
    size_t types = 0, kinds = 0;
    for (const auto& [name, schema] : definitions.items()) {
        size_t nameDot = name.rfind('.'), versionDot = name.rfind('.', nameDot - 1);
        size_t groupDot = name.rfind('.', versionDot - 1);
        std::optional<TypeId> id = Library::builtin().find("k8s" + name.substr(groupDot));
        if (!id || !schema.contains("properties"))
            continue;
        ++types;
        kinds += Library::builtin().kind(*id).has_value();
        std::vector<std::string_view> expected, found;
        for (const auto& [field, type] : schema["properties"].items())
            if (field != "status" || !Library::builtin().kind(*id))
                expected.push_back(field);
        for (Field field : Library::builtin().type(*id).fields)
            if (field.releases.until == 0)
                found.push_back(field.name);
        if (name.ends_with(".v1.JSONSchemaProps")) // additions.cpp
            for (const char* added : {"example", "x-kubernetes-validations"})
                expected.insert(std::upper_bound(expected.begin(), expected.end(), added), added);
        EXPECT_EQ(found, expected) << name;
    }
    EXPECT_EQ(kinds, 98u);
    EXPECT_GT(types, 400u);
}

} // namespace
} // namespace stackc::kube
