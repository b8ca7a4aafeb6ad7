// Tokens of Stack. Strings with an interpolation are lexed by modes: parentheses push and pop, so that the `)` that ends
// an interpolation is the one that returns to the string. No embedded actions. compiler/syntax/scanner.cpp makes the same
// tokens; a change is made in both, and tests hold one against the other.
lexer grammar StackLexer;

// Words that are also names.
CHART        : 'chart' ;
IMPORT       : 'import' ;
TYPE         : 'type' ;
VARIANT      : 'variant' ;
BY           : 'by' ;
ENUM         : 'enum' ;
FN           : 'fn' ;
VALUES       : 'values' ;
BACKEND      : 'backend' ;
SERVICE      : 'service' ;
RESOURCE     : 'resource' ;
PATCH        : 'patch' ;
INCLUDE      : 'include' ;
EXTERNAL     : 'external' ;
ENVIRONMENT  : 'environment' ;
EXTENDS      : 'extends' ;
EXPORT       : 'export' ;
COMPONENT    : 'component' ;
USE          : 'use' ;
OUTPUTS      : 'outputs' ;
CONTRIBUTION : 'contribution' ;
PART         : 'part' ;
WHEN         : 'when' ;
AS           : 'as' ;
WHERE        : 'where' ;
CHECK        : 'check' ;
REMOVE       : 'remove' ;
WITHOUT      : 'without' ;
TEST         : 'test' ;
GIVEN        : 'given' ;
EXPECT       : 'expect' ;

// Words that are names only as keys.
FOR   : 'for' ;
IN    : 'in' ;
IF    : 'if' ;
THEN  : 'then' ;
ELSE  : 'else' ;
LET   : 'let' ;
MATCH : 'match' ;
IS    : 'is' ;
NOT   : 'not' ;
AND   : 'and' ;
OR    : 'or' ;
NONE  : 'none' ;
TRUE  : 'true' ;
FALSE : 'false' ;

LBRACE   : '{' ;
RBRACE   : '}' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LPAREN   : '(' -> pushMode(DEFAULT_MODE) ;
RPAREN   : ')' -> popMode ;

ELLIPSIS  : '...' ;
RANGE     : '..' ;
DOT       : '.' ;
COMMA     : ',' ;
COLON     : ':' ;
ARROW     : '=>' ;
EQ        : '==' ;
NE        : '!=' ;
LE        : '<=' ;
GE        : '>=' ;
LT        : '<' ;
GT        : '>' ;
ASSIGN    : '=' ;
APPEND    : '+=' ;
PLUS      : '+' ;
MINUS     : '-' ;
STAR      : '*' ;
SLASH     : '/' ;
COALESCE  : '??' ;
QUESTION  : '?' ;
BAR       : '|' ;
AMPERSAND : '&' ;
AT        : '@' ;

STRING     : '"' ('\\' ~[(\r\n] | ~["\\\r\n])* '"' ;
RAW_STRING : 'r"' ~["\r\n]* '"' ;
TEXT_OPEN  : '"""' -> pushMode(TEXT) ;
STR_OPEN   : '"' -> pushMode(STR) ;

// Before UNIT, which as long a text is as well.
FLOAT : DIGITS ('.' DIGITS ([eE] [+-]? DIGITS)? | [eE] [+-]? DIGITS) ;
UNIT  : DIGITS ('.' DIGITS)? ([A-Za-z] [A-Za-z0-9]* | '%') ;
INT   : DIGITS ;
NAME  : [A-Za-z_] [A-Za-z0-9_]* ;
fragment DIGITS : [0-9] ('_'? [0-9])* ;

DOC     : '///' (~[/\r\n] ~[\r\n]*)? ;
COMMENT : '//' ~[\r\n]* ;
NL      : '\r'? '\n' ;
WS      : [ \t]+ -> skip ;
ANY     : . ;

mode STR;
STR_CLOSE : '"' -> popMode ;
INTERP    : '\\(' -> pushMode(DEFAULT_MODE) ;
CHUNK     : ('\\' ~[(\r\n] | ~["\\\r\n])+ ;
STR_NL    : '\r'? '\n' -> type(NL), popMode ;
STR_ODD   : ('\\' | '\r') -> type(CHUNK) ;

mode TEXT;
TEXT_CLOSE  : '"""' -> popMode ;
TEXT_INTERP : '\\(' -> type(INTERP), pushMode(DEFAULT_MODE) ;
TEXT_CHUNK  : ('\\' ~'(' | ~["\\])+ -> type(CHUNK) ;
TEXT_ODD    : ('"' | '\\') -> type(CHUNK) ;
