# svg.sh STACKC SRC FOLDER: the picture as SVG, well formed and without markup of the source's, where Graphviz is installed.
set -eu
command -v dot > /dev/null || exit 0
rm -rf "$3" && mkdir "$3"
"$1" graph "$2" --format svg -o "$3/picture.svg"
python3 - "$3/picture.svg" <<'END'
import sys, xml.etree.ElementTree
tree = xml.etree.ElementTree.parse(sys.argv[1])
tags = {element.tag.split("}")[1] for element in tree.iter()}
assert not tags & {"a", "b", "script"}, tags
text = "".join(tree.getroot().itertext())
assert "<script>&lt;" in text and "<b>&amp;" in text, text
END
