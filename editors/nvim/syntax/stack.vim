" For Vim, and for Neovim without the tree-sitter grammar.
if exists('b:current_syntax')
    finish
endif

syntax match stackOperator /[-+*\/=<>!?|&]/
syntax match stackType /\<[A-Z][A-Za-z0-9_]*\>/
syntax match stackFunction /\<[a-z_][A-Za-z0-9_]*\>\ze(/

" Words of the language. Those that are also names are such only where a declaration begins.
syntax match stackKeyword /\.\@1<!\<\(for\|in\|if\|then\|else\|let\|match\|is\|not\|and\|or\|where\|when\)\>\%(\s*\%(=[=>]\@!\|+=\)\)\@!/
syntax match stackConstant /\.\@1<!\<\(true\|false\|none\)\>/
syntax match stackDeclare /^\s*\zs\(export\s\+\)\?\(chart\|type\|variant\|enum\|fn\|backend\|service\|resource\|patch\|include\|external\|environment\|component\|use\|part\)\ze\s\+\h\w*/
syntax match stackDeclare /^\s*\zs\(values\|outputs\|contribution\)\ze\s*\%({\|=[=>]\@!\)/
syntax match stackDeclare /^\s*\zs\(check\|expect\|given\|remove\|test\)\ze\s\+[^=+:. ]/
syntax match stackDeclare /\s\zs\(by\|as\|extends\)\ze\s\+[A-Za-z"]/
syntax match stackDeclare /\<without\ze\s*{/
syntax match stackImport /^\s*\zs\(export\s\+\)\?import\ze\s\+\h/
syntax match stackAnnotation /@\h\w*/

syntax match stackNumber /\<\d\%(_\?\d\)*\%(\.\d\%(_\?\d\)*\)\?\%(e[+-]\?\d\+\|\a\w*\|%\)\?/

syntax match stackEscape /\\\%([nt"\\]\|u{\x\+}\)/ contained
syntax region stackInterpolation matchgroup=stackDelimiter start=/\\(/ end=/)/ contained contains=TOP
syntax region stackParens start=/(/ end=/)/ transparent contains=TOP
syntax region stackString start=/"/ end=/"\|$/ contains=stackEscape,stackInterpolation
syntax region stackString start=/"""/ end=/"""/ contains=stackEscape,stackInterpolation
syntax match stackString /\<r"[^"]*"/

syntax match stackComment +//.*$+ contains=@Spell,stackTodo
syntax match stackDoc +///\%([^/].*\)\?$+ contains=@Spell
syntax keyword stackTodo TODO FIXME contained

highlight default link stackOperator Operator
highlight default link stackType Type
highlight default link stackFunction Function
highlight default link stackKeyword Keyword
highlight default link stackConstant Constant
highlight default link stackDeclare Statement
highlight default link stackImport Include
highlight default link stackAnnotation PreProc
highlight default link stackNumber Number
highlight default link stackEscape SpecialChar
highlight default link stackDelimiter Delimiter
highlight default link stackString String
highlight default link stackComment Comment
highlight default link stackDoc SpecialComment
highlight default link stackTodo Todo

" Text blocks may be long.
syntax sync fromstart

let b:current_syntax = 'stack'
