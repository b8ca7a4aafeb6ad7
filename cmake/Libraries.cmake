# What the compiler is linked with, as the system has it. What the page of playground/ has instead is in its
# Libraries.cmake.

# Three quarters of what `stackc --help` did were the dynamic linker's. Not -static: it looks for the handlers of an
# exception through all functions.
if(STACKC_STATIC AND STACKC_SANITIZE)
    message(FATAL_ERROR "sanitizers need shared libraries: -DSTACKC_STATIC=OFF")
endif()
if(STACKC_STATIC)
    set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
    add_compile_options(-fPIE)
    add_link_options(-static-pie)
    add_library(stackc_fmt STATIC compiler/support/fmt.cpp)
    add_library(fmt::fmt ALIAS stackc_fmt)
    set(STACKC_ANTLR antlr4_static)
else()
    find_package(fmt REQUIRED)
    set(STACKC_ANTLR antlr4_shared)
endif()

find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
if(STACKC_STATIC) # a folder that was configured before remembers shared libraries, which crash in a static program
    get_cmake_property(remembered CACHE_VARIABLES)
    foreach(name IN LISTS remembered)
        if(name MATCHES "^pkgcfg_lib_" AND "${${name}}" MATCHES "[.]so")
            unset(${name} CACHE)
        endif()
    endforeach()
endif()
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
if(STACKC_STATIC AND NOT (pkgcfg_lib_RE2_re2 MATCHES "[.]a$" AND pkgcfg_lib_YAML_yaml MATCHES "[.]a$"))
    message(FATAL_ERROR "libre2.a and libyaml.a are needed to link statically: -DSTACKC_STATIC=OFF links the shared ones")
endif()
find_package(antlr4-runtime REQUIRED)
