// The checker: any text has a program or diagnostics.

#include "compile_fuzzer.h"
#include "diag/render.h"
#include "fuzzing.h"

using namespace stackc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    auto compilation = fuzzing::compiled(fuzzing::textOf(data, size));
    diag::renderText(compilation->sink.sorted(), compilation->sources);
    return 0;
}
