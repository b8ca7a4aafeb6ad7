# autoload.zsh FOLDER: completes `stackc gr` twice with the function of $fpath, with the builtins of completion in place of the editor.
compadd() {
    shift
    local one
    for one in $@; do [[ $one == ${cur}* ]] && print -r -- $one; done
}
_files() { :; }
fpath=($1 $fpath)
autoload -Uz _stackc
words=(stackc gr)
CURRENT=2
print first
_stackc
print second
_stackc
