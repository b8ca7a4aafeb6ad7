(function_declaration value: (_) @function.inside) @function.around
(component_declaration body: (_) @function.inside) @function.around
(parameter) @parameter.inside
[(comment) (doc_comment)] @comment.inside
(test_declaration body: (_) @test.inside) @test.around
