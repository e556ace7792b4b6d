// helmlite renders a chart as `helm template` would, for machines without helm: templates, values, sprig, include, tpl, toYaml,
// required and Files. It knows no dependencies, hooks, lookups or capabilities; the chart uses none of them.
// GO111MODULE=off GOPATH=/usr/share/gocode go run ./helmlite CHART NAMESPACE [values.yaml ...]
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

type files struct{ chart string }

func (f files) Get(name string) string {
	text, err := os.ReadFile(filepath.Join(f.chart, name))
	check(err)
	return string(text)
}

func (f files) Glob(pattern string) map[string][]byte {
	found := map[string][]byte{}
	paths, err := filepath.Glob(filepath.Join(f.chart, pattern))
	check(err)
	for _, path := range paths {
		name, err := filepath.Rel(f.chart, path)
		check(err)
		found[name] = []byte(f.Get(name))
	}
	return found
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func readYaml(path string) map[string]interface{} {
	text, err := os.ReadFile(path)
	check(err)
	values := map[string]interface{}{}
	check(yaml.Unmarshal(text, &values))
	return values
}

func merge(into, from map[string]interface{}) map[string]interface{} {
	for key, value := range from {
		inner, nested := value.(map[string]interface{})
		known, same := into[key].(map[string]interface{})
		if nested && same {
			into[key] = merge(known, inner)
		} else {
			into[key] = value
		}
	}
	return into
}

func toYaml(value interface{}) string {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	check(encoder.Encode(value))
	return strings.TrimSuffix(out.String(), "\n")
}

func functions(templates *template.Template) template.FuncMap {
	all := sprig.TxtFuncMap()
	all["toYaml"] = toYaml
	all["required"] = func(message string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return nil, fmt.Errorf("%s", message)
		}
		return value, nil
	}
	all["include"] = func(name string, data interface{}) (string, error) {
		var out bytes.Buffer
		err := templates.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	all["tpl"] = func(text string, data interface{}) (string, error) {
		inner, err := template.Must(templates.Clone()).New("tpl").Parse(text)
		if err != nil {
			return "", err
		}
		var out bytes.Buffer
		err = inner.Execute(&out, data)
		return out.String(), err
	}
	return all
}

func main() {
	chart, namespace := os.Args[1], os.Args[2]
	values := readYaml(filepath.Join(chart, "values.yaml"))
	for _, path := range os.Args[3:] {
		values = merge(values, readYaml(path))
	}
	templates := template.New("chart").Option("missingkey=zero")
	templates.Funcs(functions(templates))
	paths, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	check(err)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		check(err)
		_, err = templates.New(filepath.Base(path)).Parse(string(text))
		check(err)
	}
	data := map[string]interface{}{
		"Values":  values,
		"Release": map[string]interface{}{"Name": "campus-food", "Namespace": namespace, "Service": "Helm"},
		"Chart":   readYaml(filepath.Join(chart, "Chart.yaml")),
		"Files":   files{chart},
	}
	for _, path := range paths {
		if strings.HasSuffix(path, ".yaml") {
			check(templates.ExecuteTemplate(os.Stdout, filepath.Base(path), data))
			fmt.Println()
		}
	}
}
