if exists('b:did_indent')
    finish
endif
let b:did_indent = 1

setlocal indentexpr=StackIndent(v:lnum)
setlocal indentkeys=0{,0},0),0],!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*StackIndent')
    finish
endif

" Whether what stands there is a comment, or in a string.
function! s:isText(line, column) abort
    let groups = map(synstack(a:line, a:column), 'synIDattr(v:val, "name")')
    return join(groups) =~# 'stackString\|stackComment\|stackDoc'
endfunction

" One step in from the line with the innermost open bracket; what goes on with the line before is one more step in.
function! StackIndent(line) abort
    let text = getline(a:line)
    " Lines of a text block stay as they are.
    if text !~# '^//' && s:isText(a:line, 1)
        return -1
    endif
    call cursor(a:line, 1)
    let open = searchpair('[[({]', '', '[])}]', 'bnW', 's:isText(line("."), col("."))')
    let depth = open > 0 ? indent(open) : 0
    if text =~# '^\s*[]})]'
        return depth
    endif
    let depth += open > 0 ? shiftwidth() : 0
    let before = substitute(getline(prevnonblank(a:line - 1)), '\%(^\|\s\)\s*//.*$', '', '')
    if text =~# '^\s*\%(\.[^.]\|[+*=|]\|/[^/]\|??\|!=\|\%(and\|or\|is\|then\|else\|where\)\>\)' || before =~# '[=:]\s*$'
        let depth += shiftwidth()
    endif
    return depth
endfunction
