#!/bin/sh
# Rewrites stdlib/k8s from OpenAPI definitions, CRDs and JSON Schemas: update-stdlib.sh IMPORTER DATA_DIR OUT_DIR
# Hand-declared modules (smi.split.v1alpha2, flux.helm.v2, flux.source.v1) stay as they are.
set -eu
importer=$1 data=$2 out=$3
set -- "$out"
for file in "$data"/kubernetes/definitions-v1.*.0.json; do
    minor=$(basename "$file" .0.json | cut -d. -f2)
    set -- "$@" --openapi "$minor" "$file" "Kubernetes 1.$minor.0, OpenAPI v2 definitions"
done
for file in "$data"/crds/*.yaml; do
    set -- "$@" --crd "$file" "CustomResourceDefinitions of $(basename "$file" | cut -d_ -f1)"
done
for file in "$data"/jsonschema/*.json; do
    set -- "$@" --jsonschema "$file" "JSON Schemas of $(basename "$file" | cut -d_ -f1)"
done
"$importer" "$@"
