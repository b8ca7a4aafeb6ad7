// The checker: any text has a program or diagnostics.

#include "diag/render.h"
#include "driver/compilation.h"
#include "fuzzing.h"

using namespace stackc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    auto compilation = driver::compileText("/nowhere/main.stack", std::string(fuzzing::textOf(data, size)));
    diag::renderText(compilation->sink.sorted(), compilation->sources);
    return 0;
}
