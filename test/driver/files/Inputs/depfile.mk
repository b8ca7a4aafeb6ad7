dist/.stackc-files:
	@echo building
	@$(STACKC) build 'a b' -o dist --depfile inputs.d --env dev -f 'va#l$$u:es.yaml' --set-file image.tag=tag.txt > log
-include inputs.d
