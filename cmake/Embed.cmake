# cmake -DOUTPUT=x.cpp -DFILES="a;b" -DSUBFOLDER=dir -DSTRIP=.md -DHEADER=h -DFUNCTION=ns::f [-DLIST=g] -P Embed.cmake
#
# Writes a C++ file that defines `std::optional<std::string_view> f(std::string_view name)`: the text of the file of that
# name, which is its path below SUBFOLDER without the ending STRIP. With LIST also
# `std::vector<std::string_view> g()`: the names, in order.
string(REGEX REPLACE "::[^:]+$" "" namespace ${FUNCTION})
string(REGEX REPLACE "^.*::" "" function ${FUNCTION})
set(code "#include \"${HEADER}\"\n\n#include <array>\n#include <utility>\n\nnamespace ${namespace} {\n\n")
string(APPEND code "std::optional<std::string_view> ${function}(std::string_view name) {\n")
set(count 0)
set(rows "")
set(names "")
foreach(file IN LISTS FILES)
    file(READ ${file} hex HEX)
    file(RELATIVE_PATH name ${SUBFOLDER} ${file})
    string(REGEX REPLACE "\\${STRIP}$" "" name ${name})
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
    # Literals are cut where compilers start to complain about their length.
    string(REGEX REPLACE "(................................................................)" "\\1\"\n    \"" bytes "${bytes}")
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    string(APPEND rows "        {\"${name}\", {\"${bytes}\", ${size}}},\n")
    string(APPEND names "        \"${name}\",\n")
    math(EXPR count "${count} + 1")
endforeach()
string(APPEND code "    static constexpr std::array<std::pair<std::string_view, std::string_view>, ${count}> files{{\n${rows}    }};\n")
string(APPEND code "    for (const auto& [path, text] : files)\n        if (path == name)\n            return text;\n")
string(APPEND code "    return std::nullopt;\n}\n\n")
if(LIST)
    string(APPEND code "std::vector<std::string_view> ${LIST}() {\n    return {\n${names}    };\n}\n\n")
endif()
string(APPEND code "} // namespace ${namespace}\n")
file(WRITE ${OUTPUT} "${code}")
