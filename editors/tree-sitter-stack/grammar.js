// Stack's grammar for editors, after grammar/StackParser.g4. It takes more than the compiler does (words of the language
// as names, commas in odd places) and never less: test/editors/tree_sitter.test parses every source of the repository.
// src/scanner.c has the brackets and tells which newlines separate. See README.md on how src/parser.c is made.

// Words that begin an entry of a block and are keys there, too. All other words are names where they mean nothing else.
const KEYS_AT_ENTRIES = ['for', 'if', 'let', 'match', 'remove', 'service', 'backend'];

const DIGITS = /[0-9](_?[0-9])*/;

const PRECEDENCE = { or: 1, and: 2, not: 3, compare: 4, coalesce: 5, add: 6, multiply: 7, negate: 8, postfix: 9 };

/** `rule`s with separators between and perhaps behind them. */
const entries = ($, rule) => seq(repeat(seq(rule, $._separator)), optional(rule));

/** `rule`s with commas between and perhaps behind them, inside of parentheses. */
const arguments_ = (rule) => optional(seq(rule, repeat(seq(',', rule)), optional(',')));

const braces = ($, ...rules) => seq(alias($._open_brace, '{'), ...rules, alias($._close_brace, '}'));
const brackets = ($, ...rules) => seq(alias($._open_bracket, '['), ...rules, alias($._close_bracket, ']'));
const parens = ($, ...rules) => seq(alias($._open_paren, '('), ...rules, alias($._close_paren, ')'));

/** What may stand before a declaration or a statement. */
const leading = ($) => [repeat($._annotation_line), optional('export')];

module.exports = grammar({
  name: 'stack',

  externals: $ => [
    $._newline, $._open_brace, $._close_brace, $._open_bracket, $._close_bracket, $._open_paren, $._close_paren,
    $._open_interpolation,
  ],

  extras: $ => [/\s/, $.comment, $.doc_comment],

  word: $ => $.identifier,

  supertypes: $ => [$.declaration, $.statement, $.entry, $.expression, $.type],

  conflicts: $ => [
    // `if { … }`, `if [ … ]` and `if "…"` may be a key or a condition; `match` likewise.
    [$.key, $.if_entry],
    [$.key, $.match_entry],
  ],

  rules: {
    source_file: $ => entries($, $.declaration),

    declaration: $ => choice(
      $.chart_declaration, $.import_declaration, $.type_declaration, $.variant_declaration, $.enum_declaration,
      $.function_declaration, $.let_declaration, $.values_declaration, $.check_declaration, $.backend_declaration,
      $.service_declaration, $.resource_declaration, $.patch_declaration, $.use_declaration, $.include_declaration,
      $.external_declaration, $.environment_declaration, $.component_declaration, $.test_declaration,
    ),

    // ---- declarations

    chart_declaration: $ => seq(...leading($), 'chart', field('name', $._name), field('body', $.block)),

    import_declaration: $ => seq(
      ...leading($), 'import', field('module', $.path),
      optional(braces($, entries($, field('imported', $._name)))),
      optional(seq('as', field('alias', $._name))),
    ),

    type_declaration: $ => seq(
      ...leading($), 'type', field('name', alias($.identifier, $.type_name)),
      choice(seq('=', field('type', $.type), optional($.without), optional($.where)), field('type', $.record_type)),
    ),
    without: $ => seq('without', braces($, entries($, $.key))),

    variant_declaration: $ => seq(
      ...leading($), 'variant', field('name', alias($.identifier, $.type_name)), optional(seq('by', field('discriminator', $._name))),
      braces($, entries($, $.variant_case)),
    ),
    variant_case: $ => seq(
      repeat($._annotation_line), field('name', alias($.identifier, $.case_name)),
      optional(choice(field('payload', $.record_type), seq(':', field('payload', $.type)))),
    ),

    enum_declaration: $ => seq(
      ...leading($), 'enum', field('name', alias($.identifier, $.type_name)), braces($, entries($, $.enum_case)),
    ),
    enum_case: $ => seq(repeat($._annotation_line), field('name', choice(alias($.identifier, $.case_name), $.string))),

    function_declaration: $ => seq(
      ...leading($), 'fn', field('name', $._name), field('parameters', $.parameters), ':', field('type', $.type),
      '=', field('value', $._value),
    ),
    parameters: $ => parens($, arguments_($.parameter)),
    parameter: $ => seq(field('name', $._name), ':', field('type', $.type), optional(seq('=', field('default', $._value)))),

    let_declaration: $ => seq(
      ...leading($), 'let', field('name', $._name), optional(seq(':', field('type', $.type))), '=', field('value', $._value),
    ),

    values_declaration: $ => seq(...leading($), 'values', field('type', $.record_type)),

    check_declaration: $ => seq(
      ...leading($), 'check', field('condition', $.expression), 'else', field('message', $._text),
    ),

    backend_declaration: $ => seq(...leading($), 'backend', field('name', $._name), repeat($._clause), $._body),

    service_declaration: $ => seq(
      ...leading($), 'service', field('name', $._name), optional(field('label', $.string)), repeat($._clause), $._body,
    ),

    resource_declaration: $ => seq(
      ...leading($), 'resource', field('name', $._name), repeat($._clause), ':', field('type', alias($.path, $.type_path)),
      field('body', $.block),
    ),

    patch_declaration: $ => seq(...leading($), 'patch', field('target', $.path), field('body', $.block)),

    use_declaration: $ => seq(
      ...leading($), 'use', field('name', $._name), repeat($._clause), '=', field('component', $.path),
      field('arguments', $.arguments),
    ),

    include_declaration: $ => seq(
      ...leading($), 'include', field('chart', $.path), 'as', field('name', $.string), repeat($._clause),
      optional(field('body', $.block)),
    ),

    external_declaration: $ => seq(
      ...leading($), 'external', field('name', $._name),
      choice(seq(repeat($._clause), field('body', $.block)), field('source', $.string)),
    ),

    environment_declaration: $ => seq(
      ...leading($), 'environment', field('name', $._name), optional(seq('extends', field('base', $._name))),
      field('body', $.block),
    ),

    component_declaration: $ => seq(
      ...leading($), 'component', field('name', $._name), field('parameters', $.parameters),
      optional(seq(':', field('type', $.type))), field('body', $.body),
    ),

    test_declaration: $ => seq(
      ...leading($), 'test', field('name', $.string), optional($.for_clause), field('body', $.test_body),
    ),

    _body: $ => choice(seq('=', field('value', $._value)), field('body', $.block)),

    _clause: $ => choice($.for_clause, $.when_clause),
    for_clause: $ => seq('for', field('pattern', $.pattern), 'in', field('in', $.expression)),
    when_clause: $ => seq('when', field('condition', $.expression)),

    // ---- bodies of components and tests

    body: $ => braces($, entries($, $.statement)),
    statement: $ => choice(
      $.let_declaration, $.resource_declaration, $.check_declaration, $.patch_declaration, $.use_declaration,
      $.outputs_statement, $.contribution_statement, $.part_statement, $.if_statement, $.match_statement, $.for_statement,
    ),
    outputs_statement: $ => seq(...leading($), 'outputs', $._body),
    contribution_statement: $ => seq(...leading($), 'contribution', $._body),
    part_statement: $ => seq(
      ...leading($), 'part', field('name', $._name), '=', $.part_path, repeat(seq('|', $.part_path)),
    ),
    part_path: $ => seq($._name, repeat($.selector), repeat(seq('.', $.key, repeat($.selector)))),
    if_statement: $ => seq(
      ...leading($), 'if', field('condition', $._condition), field('then', $.body),
      optional(seq('else', field('else', choice($.body, $.if_statement)))),
    ),
    match_statement: $ => seq(
      ...leading($), 'match', field('value', $.expression), braces($, entries($, $.statement_arm)),
    ),
    statement_arm: $ => seq($._case_patterns, '=>', field('body', $.body)),
    for_statement: $ => seq(...leading($), $._loop, field('body', $.body)),

    test_body: $ => braces($, entries($, $._test_statement)),
    _test_statement: $ => choice($.given_statement, $.expect_statement, $.let_binding, $.for_test),
    given_statement: $ => seq('given', optional(field('environment', $._name)), optional(field('body', $.block))),
    expect_statement: $ => seq('expect', choice(
      seq(field('condition', $.expression), optional(field('message', $._text))),
      seq(field('condition', alias($._refused, $.variable)), optional(field('message', $.expression))),
    )),
    _refused: $ => alias('refused', $.identifier),
    for_test: $ => seq($._loop, field('body', $.test_body)),

    // ---- types

    type: $ => choice($.named_type, $.list_type, $.map_type, $.record_type, $.optional_type, $.intersection_type),
    named_type: $ => prec.right(seq(alias($.path, $.type_path), optional($.refinements))),
    list_type: $ => brackets($, $.type),
    map_type: $ => brackets($, field('key', $.type), ':', field('value', $.type)),
    optional_type: $ => prec(1, seq($.type, choice('?', '??'))),
    intersection_type: $ => prec.left(2, seq($.type, '&', $.type)),
    refinements: $ => parens($, arguments_($._refinement)),
    _refinement: $ => choice($.range, $.string, $.raw_string),
    range: $ => seq(optional(field('from', $._bound)), '..', optional(field('to', $._bound))),
    _bound: $ => choice($._number, alias($.negative_bound, $.unary_expression)),
    negative_bound: $ => seq('-', $._number),

    record_type: $ => braces($, entries($, choice($.member, $.check_declaration))),
    member: $ => seq(
      repeat($._annotation_line), field('name', alias($._member_key, $.key)), ':', field('type', $.type),
      optional(seq('=', field('default', $._value))), optional($.where),
    ),
    _member_key: $ => choice($._name, alias('check', $.identifier), $.string),
    where: $ => seq('where', field('condition', $.expression), 'else', field('message', $._text)),

    // The newline behind an annotation is no separator between entries.
    _annotation_line: $ => seq($.annotation, optional($._separator)),
    annotation: $ => prec.right(seq('@', field('name', $._name), optional(field('arguments', $.arguments)))),

    // ---- blocks

    block: $ => braces($, entries($, $.entry)),
    entry: $ => choice(
      $.for_entry, $.if_entry, $.match_entry, $.remove_entry, $.let_binding, $.part_entry, $.spread, $.assignment,
    ),
    for_entry: $ => seq($._loop, field('body', $.block)),
    if_entry: $ => seq(
      'if', field('condition', $._condition), field('then', $.block),
      optional(seq('else', field('else', choice($.block, $.if_entry)))),
    ),
    match_entry: $ => seq('match', field('value', $.expression), braces($, entries($, $.entry_arm))),
    entry_arm: $ => seq($._case_patterns, '=>', field('body', $.block)),
    remove_entry: $ => seq('remove', field('target', $._target)),
    let_binding: $ => seq('let', field('name', $._name), '=', field('value', $._value)),
    part_entry: $ => choice(
      seq(choice('service', 'backend'), field('name', $._name), field('body', $.block)),
      seq('backend', field('name', $._name), '=', field('value', $._value)),
    ),
    spread: $ => seq('...', field('value', $._value)),
    assignment: $ => seq(
      field('target', $._target),
      choice(seq(field('operator', choice('=', '+=')), field('value', $._value)), field('body', $.block)),
    ),
    _target: $ => choice($._key_path, $.computed_key),
    _key_path: $ => seq($.key, repeat($.selector), repeat(seq('.', $.key, repeat($.selector)))),
    computed_key: $ => parens($, $._value),
    selector: $ => brackets($, $.expression),
    key: $ => choice($._name, ...KEYS_AT_ENTRIES.map(word => alias(word, $.identifier)), $.string, $.text_block),

    // ---- expressions

    // A block behind an expression fills in what the path before it names: a case, a record type or a preset.
    _value: $ => choice($.expression, $.if_expression, $.let_expression, $.constructor),
    constructor: $ => seq(field('type', $.expression), field('body', $.block)),
    if_expression: $ => prec.right(seq(
      'if', field('condition', $._condition), 'then', field('then', $._value), 'else', field('else', $._value),
    )),
    let_expression: $ => prec.right(seq(
      'let', field('name', $._name), '=', field('value', $._value), 'in', field('in', $._value),
    )),
    _condition: $ => choice($.expression, $.let_condition),
    let_condition: $ => seq('let', field('name', $._name), '=', field('value', $.expression)),

    expression: $ => choice(
      $.string, $.raw_string, $.text_block, $._number, $.boolean, $.none, $.variable, $.parenthesized, $.block, $.list,
      $.match_expression, $.unary_expression, $.binary_expression, $.is_expression, $.member_expression, $.call,
      $.index_expression,
    ),
    variable: $ => $._name,
    parenthesized: $ => parens($, $._value),
    unary_expression: $ => choice(
      prec(PRECEDENCE.not, seq(field('operator', 'not'), field('operand', $.expression))),
      prec(PRECEDENCE.negate, seq(field('operator', '-'), field('operand', $.expression))),
    ),
    binary_expression: $ => choice(...[
      [PRECEDENCE.or, 'or'], [PRECEDENCE.and, 'and'], [PRECEDENCE.compare, choice('==', '!=', '<', '<=', '>', '>=')],
      [PRECEDENCE.coalesce, '??', prec.right], [PRECEDENCE.add, choice('+', '-')], [PRECEDENCE.multiply, choice('*', '/')],
    ].map(([level, operator, associate = prec.left]) => associate(level, seq(
      field('left', $.expression), field('operator', operator), field('right', $.expression),
    )))),
    is_expression: $ => prec.left(PRECEDENCE.compare, seq(
      field('value', $.expression), 'is', field('case', choice(alias($.identifier, $.case_name), $.none)),
    )),
    member_expression: $ => prec(PRECEDENCE.postfix, seq(field('value', $.expression), '.', field('key', $.key))),
    call: $ => prec(PRECEDENCE.postfix, seq(field('function', $.expression), field('arguments', $.arguments))),
    index_expression: $ => prec(PRECEDENCE.postfix, seq(
      field('value', $.expression), brackets($, field('index', $._value)),
    )),
    arguments: $ => parens($, arguments_($._argument)),
    _argument: $ => choice($._value, $.named_argument),
    named_argument: $ => seq(field('name', $._name), '=', field('value', $._value)),

    list: $ => brackets($, entries($, $._item)),
    _item: $ => choice($.for_item, $.if_item, $.spread, $._value),
    for_item: $ => seq($._loop, ':', field('item', $._item)),
    if_item: $ => seq('if', field('condition', $._condition), ':', field('item', $._item)),

    match_expression: $ => seq('match', field('value', $.expression), braces($, entries($, $.match_arm))),
    match_arm: $ => seq($._case_patterns, '=>', field('value', $._value)),
    _case_patterns: $ => seq($.case_pattern, repeat(seq('|', $.case_pattern))),
    case_pattern: $ => choice(
      seq(alias($.identifier, $.case_name), optional(parens($, field('payload', $._name)))), $.none, $.string,
    ),
    _loop: $ => seq(
      'for', field('pattern', $.pattern), 'in', field('in', $.expression),
      optional(seq('if', field('condition', $.expression))),
    ),
    pattern: $ => seq($._name, optional(seq(',', $._name))),

    // ---- words

    path: $ => prec.right(seq($._name, repeat(seq('.', $._name)))),
    _name: $ => $.identifier,
    identifier: _ => /[A-Za-z_][A-Za-z0-9_]*/,

    boolean: _ => choice('true', 'false'),
    none: _ => 'none',
    // The compiler asks in this order which of the longest it is: `1e3` is a number, `1e3x` has a unit.
    _number: $ => choice($.float, $.quantity, $.integer),
    float: _ => token(choice(
      seq(DIGITS, '.', DIGITS, optional(seq(/[eE][+-]?/, DIGITS))), seq(DIGITS, /[eE][+-]?/, DIGITS),
    )),
    quantity: _ => token(seq(DIGITS, optional(seq('.', DIGITS)), choice(/[A-Za-z][A-Za-z0-9]*/, '%'))),
    integer: _ => token(DIGITS),

    _text: $ => choice($.string, $.raw_string, $.text_block),
    string: $ => seq('"', repeat(choice($.string_content, $.escape_sequence, $.interpolation)), token.immediate('"')),
    text_block: $ => seq(
      '"""',
      repeat(choice(
        alias($._text_content, $.string_content), alias($._text_escape, $.escape_sequence), $.interpolation,
      )),
      token.immediate('"""'),
    ),
    string_content: _ => token.immediate(prec(1, /[^"\\\r\n]+/)),
    _text_content: _ => choice(token.immediate(prec(1, /[^"\\]+/)), token.immediate('"')),
    escape_sequence: _ => token.immediate(/\\(u\{[0-9A-Fa-f]*\}|[^(\r\n])/),
    _text_escape: _ => token.immediate(/\\(u\{[0-9A-Fa-f]*\}|[^(])/),
    interpolation: $ => seq(
      alias($._open_interpolation, '\\('), field('value', $._value), alias($._close_paren, ')'),
    ),
    raw_string: _ => token(/r"[^"\r\n]*"/),

    _separator: $ => choice($._newline, ','),

    comment: _ => token(choice(/\/\/([^\/\r\n][^\r\n]*)?/, /\/\/\/\/[^\r\n]*/)),
    doc_comment: _ => token(/\/\/\/([^\/\r\n][^\r\n]*)?/),
  },
});
