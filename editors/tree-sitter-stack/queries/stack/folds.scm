[
  (block)
  (body)
  (test_body)
  (record_type)
  (list)
  (match_expression)
  (match_statement)
  (variant_declaration)
  (enum_declaration)
  (text_block)
  (arguments)
  (parameters)
] @fold
