#include "diag/diagnostic.h"

#include <array>

namespace stackc::diag {

namespace {

struct Info {
    std::string_view name;
    Severity severity;
    std::string_view message;
};

constexpr std::array kInfo{
#define DIAG(code, severity, message) Info{#code, Severity::severity, message},
#include "diag/diagnostics.def"
#undef DIAG
};

const Info& infoOf(Code code) { return kInfo[static_cast<std::size_t>(code)]; }

} // namespace

std::string_view codeName(Code code) { return infoOf(code).name; }

std::string_view messageFormat(Code code) { return infoOf(code).message; }

Severity severityOf(Code code) { return infoOf(code).severity; }

std::string_view severityName(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

const std::vector<Code>& allCodes() {
    static const std::vector<Code> codes = [] {
        std::vector<Code> all;
        for (std::size_t i = 0; i < kInfo.size(); ++i)
            all.push_back(static_cast<Code>(i));
        return all;
    }();
    return codes;
}

} // namespace stackc::diag
