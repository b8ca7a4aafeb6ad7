# What the compiler is linked with in the page, in place of cmake/Libraries.cmake: Debian's sources of the libraries, which
# `tools/setup --playground` fetched, and the headers of those that are headers only.
if(DEFINED ENV{STACKC_CACHE})
    set(cache $ENV{STACKC_CACHE})
else()
    set(cache $ENV{HOME}/.cache/stackc)
endif()
set(STACKC_SOURCES ${cache}/playground CACHE PATH "The sources of ANTLR's runtime, RE2 and libyaml")
foreach(folder antlr4-cpp-runtime re2 libyaml)
    if(NOT EXISTS ${STACKC_SOURCES}/${folder})
        message(FATAL_ERROR "${STACKC_SOURCES}/${folder} is missing: tools/setup --playground fetches it")
    endif()
endforeach()

enable_language(C)
add_compile_options(-fwasm-exceptions)
add_link_options(-fwasm-exceptions)

# Node has had a `fetch` since version 18, and what this Emscripten makes takes that for a browser.
set(CMAKE_CROSSCOMPILING_EMULATOR ${NODE_JS_EXECUTABLE} --no-experimental-fetch)

# The system's folder of headers has those of its C library as well.
set(headers ${PROJECT_BINARY_DIR}/headers)
file(COPY /usr/include/fmt /usr/include/nlohmann /usr/include/zlib.h /usr/include/zconf.h DESTINATION ${headers})
include_directories(SYSTEM ${headers})

add_library(stackc_fmt STATIC compiler/support/fmt.cpp)
# Clang 14 takes no immediate function for a constant expression in another one: formats are checked all the same.
target_compile_definitions(stackc_fmt PUBLIC FMT_CONSTEVAL=constexpr FMT_HAS_CONSTEVAL)
add_library(fmt::fmt ALIAS stackc_fmt)

add_library(stackc_json INTERFACE)
add_library(nlohmann_json::nlohmann_json ALIAS stackc_json)
# Only archives of charts are compressed, and the page makes none: nothing of it is linked.
add_library(stackc_zlib INTERFACE)
add_library(PkgConfig::ZLIB ALIAS stackc_zlib)

# Debian makes RE2's tables of the Unicode data that it has, by scripts that stand among the sources.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_package(Perl REQUIRED)
set(re2 ${STACKC_SOURCES}/re2)
foreach(table perl_groups unicode_groups unicode_casefold)
    set(script ${Python3_EXECUTABLE} -B ${re2}/re2/make_${table}.py)
    if(table STREQUAL perl_groups)
        set(script ${PERL_EXECUTABLE} ${re2}/re2/make_${table}.pl)
    endif()
    add_custom_command(OUTPUT re2_${table}.cc COMMAND ${script} > re2_${table}.cc VERBATIM)
    list(APPEND re2Sources re2_${table}.cc)
endforeach()
file(GLOB re2Files ${re2}/re2/*.cc)
add_library(stackc_re2 STATIC ${re2Files} ${re2Sources} ${re2}/util/rune.cc ${re2}/util/strutil.cc)
target_include_directories(stackc_re2 SYSTEM PUBLIC ${re2})
target_compile_options(stackc_re2 PRIVATE -w)
add_library(PkgConfig::RE2 ALIAS stackc_re2)

file(GLOB yamlSources ${STACKC_SOURCES}/libyaml/src/*.c)
add_library(stackc_yaml STATIC ${yamlSources})
target_include_directories(stackc_yaml SYSTEM PUBLIC ${STACKC_SOURCES}/libyaml/include)
target_compile_definitions(stackc_yaml PRIVATE YAML_VERSION_MAJOR=0 YAML_VERSION_MINOR=2 YAML_VERSION_PATCH=5
                           "YAML_VERSION_STRING=\"0.2.5\"")
target_compile_options(stackc_yaml PRIVATE -w)
add_library(PkgConfig::YAML ALIAS stackc_yaml)

set(ANTLR4_INCLUDE_DIR ${STACKC_SOURCES}/antlr4-cpp-runtime/runtime/src)
file(GLOB_RECURSE antlrSources ${ANTLR4_INCLUDE_DIR}/*.cpp)
add_library(stackc_antlr_runtime STATIC ${antlrSources})
target_include_directories(stackc_antlr_runtime PRIVATE ${ANTLR4_INCLUDE_DIR})
target_compile_options(stackc_antlr_runtime PRIVATE -w)
set_target_properties(stackc_antlr_runtime PROPERTIES CXX_STANDARD 11 UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0) # 11 as Debian builds it
set(STACKC_ANTLR stackc_antlr_runtime)

# Whatever is defined from here on sees what the standard library lacks.
add_library(stackc_libcxx STATIC playground/libcxx/missing.cpp)
target_compile_options(stackc_libcxx INTERFACE "SHELL:-include ${PROJECT_SOURCE_DIR}/playground/libcxx/missing.h")
target_link_libraries(stackc_libcxx PRIVATE stackc_fmt)
link_libraries(stackc_libcxx)
