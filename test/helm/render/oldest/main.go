// Renders charts with the oldest supported Helm's own engine, many value sets in one process; what `helm template --skip-tests` does, where
// tests lie in templates/tests. Each line of the input is a request
//
//	{"chart": folder, "release", "namespace", "kubeVersion", "apiVersions": […], "files": [values files], "set": […]}
//
// and each line of the output {"out": the rendered documents} or {"error": Helm's message}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"sort"
	"strings"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/strvals"
)

type request struct {
	Chart       string   `json:"chart"`
	Release     string   `json:"release"`
	Namespace   string   `json:"namespace"`
	KubeVersion string   `json:"kubeVersion"`
	APIVersions []string `json:"apiVersions"`
	Files       []string `json:"files"`
	Set         []string `json:"set"`
}

func values(asked request) (map[string]any, error) {
	merged := map[string]any{}
	for _, file := range asked.Files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		current, err := chartutil.ReadValues(text)
		if err != nil {
			return nil, fmt.Errorf("failed to parse %s: %w", file, err)
		}
		merged = mergeMaps(merged, current)
	}
	for _, argument := range asked.Set {
		if err := strvals.ParseInto(argument, merged); err != nil {
			return nil, fmt.Errorf("failed parsing --set data: %w", err)
		}
	}
	return merged, nil
}

// As Helm's own, which it doesn't export.
func mergeMaps(one, other map[string]any) map[string]any {
	result := make(map[string]any, len(one))
	for key, value := range one {
		result[key] = value
	}
	for key, value := range other {
		if inner, ok := value.(map[string]any); ok {
			if there, ok := result[key].(map[string]any); ok {
				result[key] = mergeMaps(there, inner)
				continue
			}
		}
		result[key] = value
	}
	return result
}

func render(asked request) (string, error) {
	given, err := values(asked)
	if err != nil {
		return "", err
	}
	chart, err := loader.Load(asked.Chart)
	if err != nil {
		return "", err
	}
	if err := chartutil.ProcessDependencies(chart, given); err != nil {
		return "", err
	}
	capabilities := chartutil.DefaultCapabilities.Copy()
	version, err := chartutil.ParseKubeVersion(asked.KubeVersion)
	if err != nil {
		return "", err
	}
	capabilities.KubeVersion = *version
	capabilities.APIVersions = append(capabilities.APIVersions, asked.APIVersions...)
	options := chartutil.ReleaseOptions{Name: asked.Release, Namespace: asked.Namespace, Revision: 1, IsInstall: true}
	all, err := chartutil.ToRenderValues(chart, given, options, capabilities)
	if err != nil {
		return "", err
	}
	if admitted := chart.Metadata.KubeVersion; admitted != "" && !chartutil.IsCompatibleRange(admitted, version.String()) {
		return "", fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", admitted, version.Version)
	}
	files, err := engine.Render(chart, all)
	if err != nil {
		return "", err
	}
	return joined(files), nil
}

func joined(files map[string]string) string {
	names := []string{}
	for name := range files {
		isTest := strings.Contains(name, "/templates/tests/")
		if path.Base(name) != "NOTES.txt" && !strings.HasPrefix(path.Base(name), "_") && !isTest {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	result := strings.Builder{}
	for _, name := range names {
		if strings.TrimSpace(files[name]) != "" {
			fmt.Fprintf(&result, "---\n# Source: %s\n%s\n", name, files[name])
		}
	}
	return result.String()
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := json.NewEncoder(os.Stdout)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked request
		answer := map[string]string{}
		if err := json.Unmarshal(line, &asked); err != nil {
			answer["error"] = err.Error()
		} else if text, err := render(asked); err != nil {
			answer["error"] = "Error: " + err.Error()
		} else {
			answer["out"] = text
		}
		if err := output.Encode(answer); err != nil {
			os.Exit(1)
		}
	}
}
