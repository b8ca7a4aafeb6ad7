# What `cmake --install` puts below its prefix: the program, man pages, completions, and the documentation in the shape of
# this folder, so that its links lead somewhere.
include(GNUInstallDirs)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# Man pages and completions are made by the program, in the shape of the folder `share`.
set(shareFolder ${PROJECT_BINARY_DIR}/share)
file(GLOB manualScripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/packaging/*.py)
add_custom_command(
  OUTPUT ${shareFolder}.stamp
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${shareFolder}
  COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/packaging/man-pages --stackc $<TARGET_FILE:stackc> -o ${shareFolder}/man/man1
  COMMAND ${CMAKE_COMMAND} -DSTACKC=$<TARGET_FILE:stackc> -DSHARE=${shareFolder} -P ${PROJECT_SOURCE_DIR}/cmake/Completions.cmake
  COMMAND ${CMAKE_COMMAND} -E touch ${shareFolder}.stamp
  DEPENDS stackc ${PROJECT_SOURCE_DIR}/packaging/man-pages ${manualScripts} ${PROJECT_SOURCE_DIR}/docs/cli.md
          ${PROJECT_SOURCE_DIR}/cmake/Completions.cmake
  VERBATIM
)
add_custom_target(stackc_share ALL DEPENDS ${shareFolder}.stamp)

install(TARGETS stackc)
install(DIRECTORY ${shareFolder}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR})
foreach(folder bash-completion zsh fish)
    install(DIRECTORY ${shareFolder}/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR})
endforeach()
install(FILES README.md CONTRIBUTING.md CHANGELOG.md LICENSE packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
# What the documentation leads to.
install(FILES bench/README.md bench/record.json DESTINATION ${CMAKE_INSTALL_DOCDIR}/bench)
# What the tests expect of an example is no part of it.
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} PATTERN expected EXCLUDE)
# What editors need, without what is built there.
install(DIRECTORY editors DESTINATION ${CMAKE_INSTALL_DOCDIR}
        PATTERN .gitignore EXCLUDE
        PATTERN node_modules EXCLUDE
        PATTERN out EXCLUDE
        PATTERN parser EXCLUDE
        PATTERN "*.vsix" EXCLUDE)
