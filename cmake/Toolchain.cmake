# Writes toolchain.json into the build folder: what a program's instructions depend on beside its sources. bench/record reads it.
find_package(antlr4-runtime REQUIRED)
pkg_check_modules(FMT QUIET fmt)
string(TOUPPER "${CMAKE_BUILD_TYPE}" buildType)
string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${buildType}}" flags)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/toolchain.json @ONLY CONTENT [[{
  "options": {
    "flags": "@flags@",
    "static": "@STACKC_STATIC@",
    "sanitize": "@STACKC_SANITIZE@",
    "coverage": "@STACKC_COVERAGE@"
  },
  "versions": {
    "machine": "@CMAKE_SYSTEM_PROCESSOR@",
    "compiler": "@CMAKE_CXX_COMPILER_ID@ @CMAKE_CXX_COMPILER_VERSION@",
    "antlr4-runtime": "@antlr4-runtime_VERSION@",
    "CLI11": "@CLI11_VERSION@",
    "fmt": "@FMT_VERSION@",
    "nlohmann_json": "@nlohmann_json_VERSION@",
    "re2": "@RE2_VERSION@",
    "yaml": "@YAML_VERSION@",
    "zlib": "@ZLIB_VERSION@"
  }
}
]])
