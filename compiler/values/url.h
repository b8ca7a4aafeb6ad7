#pragma once

namespace stackc::values {

/// scheme://[user@]host[:port][/…], as every Url is: group 1 is the host, group 2 the port. One expression for the
/// evaluator and for charts.
constexpr const char* urlParts =
    R"(^[A-Za-z][A-Za-z0-9+.-]*://(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::([0-9]*))?(?:[/?#].*)?$)";

} // namespace stackc::values
