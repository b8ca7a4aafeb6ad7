#!/bin/sh
# Checks a program that embeds a file, once for each path that must not be taken. Arguments: the compiler, a folder.
set -u
stackc=$1 folder=$2
rm -rf "$folder" && mkdir -p "$folder/p/sub"
printf 'secret' > "$folder/secret.txt" && ln -s ../secret.txt "$folder/p/link.txt"
printf 'a\r\nb' > "$folder/p/crlf.txt" && printf 'a\377b' > "$folder/p/bytes.bin"
head -c 1100000 /dev/zero | tr '\0' 'x' > "$folder/p/large.txt"
for file in link.txt ../secret.txt sub/../../secret.txt "$folder/secret.txt" missing.txt sub crlf.txt bytes.bin large.txt ""; do
    printf 'chart demo { version = "0.1.0" }\nlet x = file("%s")\ncheck x == x else "x"\n' "$file" > "$folder/p/main.stack"
    "$stackc" check "$folder/p" && exit 1
done
exit 0
