# cmake -DSTACKC=program -DSHARE=folder -P Completions.cmake
#
# Writes the scripts of `stackc completion` to where the shells look for them below a folder `share`.
set(bash bash-completion/completions/stackc)
set(zsh zsh/site-functions/_stackc)
set(fish fish/vendor_completions.d/stackc.fish)
foreach(shell bash zsh fish)
    get_filename_component(folder ${SHARE}/${${shell}} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    execute_process(COMMAND ${STACKC} completion ${shell} OUTPUT_FILE ${SHARE}/${${shell}} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
