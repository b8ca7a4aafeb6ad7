// The importer of CustomResourceDefinitions.

#include "types_fuzzer.h"

using namespace stackc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view text = fuzzing::textOf(data, size);
    fuzzing::checkImport([&](const kube::ImportOptions& options) { return kube::importCrds(text, "input", options); });
    return 0;
}
