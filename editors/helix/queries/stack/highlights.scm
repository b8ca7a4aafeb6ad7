; As tree-sitter-stack/queries/stack/highlights.scm, with the names that Helix has for captures. Later patterns win, as they
; do from Helix 25.07 on.

(identifier) @variable

; What stands for itself

(comment) @comment.line
(doc_comment) @comment.line.documentation
(integer) @constant.numeric
(float) @constant.numeric.float
(quantity) @constant.numeric
(boolean) @constant.builtin.boolean
(none) @constant.builtin

[(string) (text_block) (raw_string)] @string
(escape_sequence) @constant.character.escape
(interpolation ["\\(" ")"] @punctuation.special)

; Keys and members

(key (identifier) @variable.other.member)
(named_argument name: (identifier) @variable.parameter)
(parameter name: (identifier) @variable.parameter)
(pattern (identifier) @variable.parameter)

; Names

(type_name) @type
(type_path (identifier) @namespace)
(type_path (identifier) @type .)
((type_path (identifier) @type.builtin .)
  (#any-of? @type.builtin
    "Bool" "Int" "Float" "String" "Url" "Quantity" "Duration" "Percent" "IntOrPercent" "Tag" "Cron" "Semver" "DnsLabel"
    "DnsName" "Port" "PortName" "Suffix" "Data" "Contribution" "Manifest" "Sensitive"))
(import_declaration module: (path (identifier) @namespace))
(import_declaration imported: (identifier) @variable)
(import_declaration alias: (identifier) @namespace)
(case_name) @constant
(variable (identifier) @variable)
((variable (identifier) @variable.builtin)
  (#any-of? @variable.builtin "values" "release" "capabilities"))
(call function: (variable (identifier) @function))
(call function: (member_expression key: (key (identifier) @function)))
(constructor type: (variable (identifier) @constructor))
(function_declaration name: (identifier) @function)
(component_declaration name: (identifier) @function)
(use_declaration component: (path (identifier) @function .))
(chart_declaration name: (identifier) @constant)
(backend_declaration name: (identifier) @constant)
(service_declaration name: (identifier) @constant)
(resource_declaration name: (identifier) @constant)
(use_declaration name: (identifier) @constant)
(external_declaration name: (identifier) @constant)
(environment_declaration name: (identifier) @constant)
(part_statement name: (identifier) @constant)
(annotation "@" @attribute name: (identifier) @attribute)

; Words

[
  "chart" "values" "backend" "service" "resource" "patch" "include" "external" "environment" "extends" "component" "use"
  "outputs" "contribution" "part" "test" "by" "without" "remove" "let" "where"
] @keyword
["type" "variant" "enum"] @keyword.storage.type
"fn" @keyword.function
"export" @keyword.storage.modifier
["import" "as"] @keyword.control.import
["if" "then" "else" "match" "when"] @keyword.control.conditional
["for" "in"] @keyword.control.repeat
["check" "given" "expect"] @keyword.control
["and" "or" "not" "is"] @keyword.operator

; Signs

["=" "+=" "==" "!=" "<" "<=" ">" ">=" "??" "+" "-" "*" "/" "|" "&" "..." ".." "=>" "?"] @operator
["{" "}" "[" "]" "(" ")"] @punctuation.bracket
["," ":" "."] @punctuation.delimiter
