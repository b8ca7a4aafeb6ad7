([(comment) (doc_comment)] @injection.content
  (#set! injection.language "comment"))

; Files in text blocks, by the end of their names
(assignment
  target: (key (string (string_content) @_file))
  value: (text_block (string_content) @injection.content)
  (#match? @_file "\\.ya?ml$")
  (#set! injection.language "yaml"))
(assignment
  target: (key (string (string_content) @_file))
  value: (text_block (string_content) @injection.content)
  (#match? @_file "\\.sh$")
  (#set! injection.language "bash"))
(assignment
  target: (key (string (string_content) @_file))
  value: (text_block (string_content) @injection.content)
  (#match? @_file "\\.json$")
  (#set! injection.language "json"))
