// Stack's grammar. Between lexer and parser a filter (compiler/syntax/separators.cpp) turns the newlines and commas that
// separate into one SEP each, drops all other newlines, and drops a comma before a closing bracket. Inside `( )` commas
// stay commas. Operators are left flat here; the tree builder applies precedence. Without error the grammar needs SLL
// prediction only. compiler/syntax/descent*.cpp recognise the same; a change is made in both, and tests hold one against
// the other.
parser grammar StackParser;
options { tokenVocab = StackLexer; }
tokens { SEP }

file : (decl (SEP decl)*)? EOF ;

decl
    : annotation* 'export'?
      ( chartDecl | importDecl | typeDecl | variantDecl | enumDecl | fnDecl | letDecl | valuesDecl | checkDecl
      | backendDecl | serviceDecl | resourceDecl | patchDecl | useDecl | includeDecl | externalDecl | environmentDecl
      | componentDecl | testDecl )
    ;

chartDecl       : 'chart' name block ;
importDecl      : 'import' path ('{' (name (SEP name)*)? '}')? ('as' name)? ;
typeDecl        : 'type' name ('=' type without? where? | recordType) ;
without         : 'without' '{' key (SEP key)* '}' ;
variantDecl     : 'variant' name ('by' name)? '{' (variantCase (SEP variantCase)*)? '}' ;
variantCase     : annotation* name (recordType | ':' type)? ;
enumDecl        : 'enum' name '{' (enumCase (SEP enumCase)*)? '}' ;
enumCase        : annotation* (name | STRING) ;
fnDecl          : 'fn' name '(' params? ')' ':' type '=' value ;
params          : param (',' param)* ;
param           : name ':' type ('=' value)? ;
letDecl         : 'let' name (':' type)? '=' value ;
valuesDecl      : 'values' recordType ;
checkDecl       : 'check' expr 'else' text ;
backendDecl     : 'backend' name clause* ('=' value | block) ;
serviceDecl     : 'service' name STRING? clause* ('=' value | block) ;
resourceDecl    : 'resource' name clause* ':' path block ;
patchDecl       : 'patch' path block ;
useDecl         : 'use' name clause* '=' path '(' args? ')' ;
includeDecl     : 'include' path 'as' STRING clause* block? ;
externalDecl    : 'external' name (clause* block | STRING) ;
environmentDecl : 'environment' name ('extends' name)? block ;
componentDecl   : 'component' name '(' params? ')' (':' type)? body ;
testDecl        : 'test' STRING ('for' pattern 'in' expr)? testBody ;
clause          : 'for' pattern 'in' expr | 'when' expr ;

// ---- the body of a component

body             : '{' (stmt (SEP stmt)*)? '}' ;
stmt
    : annotation*
      ( letDecl | resourceDecl | checkDecl | patchDecl | useDecl | outputsStmt | contributionStmt | partStmt | ifStmt
      | matchStmt | forStmt )
    ;
outputsStmt      : 'outputs' ('=' value | block) ;
contributionStmt : 'contribution' ('=' value | block) ;
partStmt         : 'part' name '=' partPath ('|' partPath)* ;
partPath         : name selector* ('.' key selector*)* ;
ifStmt           : 'if' cond body ('else' (body | ifStmt))? ;
matchStmt        : 'match' expr '{' (stmtArm (SEP stmtArm)*)? '}' ;
stmtArm          : casePattern ('|' casePattern)* '=>' body ;
forStmt          : 'for' pattern 'in' expr ('if' expr)? body ;

// ---- the body of a test

testBody : '{' (testStmt (SEP testStmt)*)? '}' ;
testStmt
    : 'given' name? block?
    | 'expect' expr expr?
    | 'let' name '=' value
    | 'for' pattern 'in' expr ('if' expr)? testBody
    ;

// ---- types

recordType   : '{' (member (SEP member)*)? '}' ;
member       : annotation* key ':' type ('=' value)? where? | checkDecl ;
where        : 'where' expr 'else' text ;
annotation   : '@' name ('(' args? ')')? SEP? ;
type         : typeAtom ('&' typeAtom)* ('?' | '??')? ;
typeAtom     : path refinements? | '[' type (':' type)? ']' | recordType ;
refinements  : '(' refinement (',' refinement)* ')' ;
refinement   : bound? '..' bound? | STRING | RAW_STRING ;
bound        : '-'? (INT | FLOAT | UNIT) ;

// ---- blocks

block : '{' (entry (SEP entry)*)? '}' ;
entry
    : 'for' pattern 'in' expr ('if' expr)? block
    | ifBlock
    | matchBlock
    | 'remove' target
    | 'let' name '=' value
    | ('service' | 'backend') name block
    | 'backend' name '=' value
    | '...' value
    | target (('=' | '+=') value | block)
    ;
ifBlock    : 'if' cond block ('else' (block | ifBlock))? ;
matchBlock : 'match' expr '{' (blockArm (SEP blockArm)*)? '}' ;
blockArm   : casePattern ('|' casePattern)* '=>' block ;
target     : key selector* ('.' key selector*)* | string | '(' value ')' ;
selector   : '[' expr ']' ;
key        : step | STRING ;

// ---- expressions

// With a block after it the expression must be a path: a case, a record type or a preset applied.
value
    : 'if' cond 'then' value 'else' value
    | 'let' name '=' value 'in' value
    | expr block?
    ;
cond      : 'let' name '=' expr | expr ;
expr      : operand operation* ;
operation
    : ('or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '??' | '+' | '-' | '*' | '/') operand
    | 'is' (name | 'none')
    ;
operand   : ('not' | '-')* atom postfix* ;
// An element is picked in tests alone, which the checker says.
postfix   : '.' key | '(' args? ')' | '[' value ']' ;
args      : arg (',' arg)* ;
arg       : (name '=')? value ;
atom
    : STRING | RAW_STRING | string | INT | FLOAT | UNIT | 'true' | 'false' | 'none' | name | '(' value ')' | block
    | list | matchExpr
    ;
list      : '[' (item (SEP item)*)? ']' ;
item
    : 'for' pattern 'in' expr ('if' expr)? ':' item
    | 'if' cond (':' item | 'then' value 'else' value)
    | '...' value
    | value
    ;
matchExpr   : 'match' expr '{' (arm (SEP arm)*)? '}' ;
arm         : casePattern ('|' casePattern)* '=>' value ;
casePattern : name ('(' name ')')? | 'none' | STRING ;
pattern     : name (',' name)? ;

// ---- words

text   : STRING | RAW_STRING | string ;
string : STR_OPEN stringPart* STR_CLOSE | TEXT_OPEN stringPart* TEXT_CLOSE ;
stringPart : CHUNK | INTERP value ')' ;
path   : name ('.' step)* ;
step
    : name | 'for' | 'in' | 'if' | 'then' | 'else' | 'let' | 'match' | 'is' | 'not' | 'and' | 'or' | 'none' | 'true' | 'false'
    ;
name
    : NAME | 'chart' | 'import' | 'type' | 'variant' | 'by' | 'enum' | 'fn' | 'values' | 'backend' | 'service'
    | 'resource' | 'patch' | 'include' | 'external' | 'environment' | 'extends' | 'export' | 'component' | 'use'
    | 'outputs' | 'contribution' | 'part' | 'when' | 'as' | 'where' | 'check' | 'remove' | 'without'
    | 'test' | 'given' | 'expect'
    ;
