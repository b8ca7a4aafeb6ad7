// yamljson reads a YAML stream from the standard input and prints its documents as one JSON array, read as Helm reads
// them: YAML 1.1 scalars of go-yaml v2 through sigs.k8s.io/yaml. Empty documents are left out. Integers and floats keep
// the spelling that encoding/json gives them.
//
// Exit status 1 and a message with the document's number if a document cannot be read or repeats a key.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"sigs.k8s.io/yaml"
)

// The separator of Helm's own releaseutil.SplitManifests.
var separator = regexp.MustCompile(`(?:^|\s*\n)---\s*`)

func read(stream string) ([]json.RawMessage, error) {
	documents := []json.RawMessage{}
	for number, text := range separator.Split(strings.TrimSpace(stream), -1) {
		if strings.TrimSpace(text) == "" {
			continue
		}
		converted, err := yaml.YAMLToJSONStrict([]byte(text))
		if err != nil {
			return nil, fmt.Errorf("document %d: %w", number, err)
		}
		if !bytes.Equal(converted, []byte("null")) {
			documents = append(documents, converted)
		}
	}
	return documents, nil
}

func main() {
	stream, err := io.ReadAll(os.Stdin)
	if err == nil {
		var documents []json.RawMessage
		if documents, err = read(string(stream)); err == nil {
			encoder := json.NewEncoder(os.Stdout)
			encoder.SetEscapeHTML(false)
			err = encoder.Encode(documents)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "yamljson:", err)
		os.Exit(1)
	}
}
