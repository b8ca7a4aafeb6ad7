[
  (block)
  (body)
  (test_body)
  (record_type)
  (list)
  (list_type)
  (map_type)
  (match_expression)
  (match_statement)
  (match_entry)
  (variant_declaration)
  (enum_declaration)
  (arguments)
  (parameters)
  (parenthesized)
] @indent.begin

["}" "]" ")"] @indent.branch @indent.end

(text_block) @indent.ignore
[(comment) (doc_comment)] @indent.auto
