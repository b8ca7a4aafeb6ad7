// yamljson reads YAML streams as Helm reads them (YAML 1.1 scalars of go-yaml v2, through sigs.k8s.io/yaml) and prints the
// documents of a stream as one JSON array. Empty documents are left out.
//
//	yamljson            one stream from the standard input; exit status 1 and a message if it can't be read
//	yamljson --many     streams that end in a NUL byte each; for each one a line as soon as it is read: the array, or
//	                    {"error": "…"}
//
// A document that repeats a key can't be read.
package main

import (
	"bufio"
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

func readOne(output *json.Encoder) error {
	stream, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	documents, err := read(string(stream))
	if err != nil {
		return err
	}
	return output.Encode(documents)
}

func readMany(output *json.Encoder) error {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		stream, err := input.ReadString(0)
		if err == io.EOF && stream == "" {
			return nil
		}
		if err != nil && err != io.EOF {
			return err
		}
		documents, problem := read(strings.TrimSuffix(stream, "\x00"))
		if problem != nil {
			err = output.Encode(map[string]string{"error": problem.Error()})
		} else {
			err = output.Encode(documents)
		}
		if err != nil {
			return err
		}
	}
}

func main() {
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	run := readOne
	if len(os.Args) == 2 && os.Args[1] == "--many" {
		run = readMany
	} else if len(os.Args) != 1 {
		fmt.Fprintln(os.Stderr, "usage: yamljson [--many]")
		os.Exit(2)
	}
	if err := run(output); err != nil {
		fmt.Fprintln(os.Stderr, "yamljson:", err)
		os.Exit(1)
	}
}
