# cmake -DCLASS=StackLexer -DFILE=StackLexer.cpp -P AntlrTables.cmake
#
# Rewrites a lexer or parser that ANTLR made so that its tables are unpacked when the first of the class is made, and not
# at the start of every program that is linked with it. Generators before 4.10 unpack them in a static member's
# constructor; from 4.10 on they do it at the first use themselves, and the file stays as it is.
file(READ ${FILE} code)

if(code MATCHES "struct ${CLASS}StaticData")
    return()
endif()

set(static "${CLASS}::Initializer ${CLASS}::_init;\n")
set(interpreter "  _interpreter = new ")
foreach(pattern IN ITEMS static interpreter)
    string(FIND "${code}" "${${pattern}}" first)
    string(FIND "${code}" "${${pattern}}" last REVERSE)
    if(first EQUAL -1 OR NOT first EQUAL last)
        message(FATAL_ERROR "${FILE}: `${${pattern}}` should stand there once; AntlrTables.cmake doesn't know this ANTLR")
    endif()
endforeach()

string(REPLACE "${static}" "" code "${code}")
string(REPLACE "${interpreter}" "  static const Initializer tables;\n${interpreter}" code "${code}")
file(WRITE ${FILE} "${code}")
