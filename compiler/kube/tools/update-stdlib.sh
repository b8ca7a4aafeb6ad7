#!/bin/sh
# Rewrites stdlib/k8s from OpenAPI definitions and CRDs: update-stdlib.sh IMPORTER DATA_DIR OUT_DIR
# Hand-declared modules (smi.split.v1alpha2) stay as they are.
set -eu
importer=$1 data=$2 out=$3
set -- "$out" --openapi "$data/kubernetes/definitions-v1.36.0.json" "Kubernetes 1.36.0, OpenAPI v2 definitions"
for file in "$data"/crds/networking.istio.io_*.yaml "$data"/crds/security.istio.io_*.yaml \
    "$data"/crds/linkerd.io_*.yaml "$data"/crds/policy.linkerd.io_*.yaml "$data"/crds/monitoring.coreos.com_*.yaml; do
    group=$(basename "$file" | cut -d_ -f1)
    set -- "$@" --crd "$file" "CustomResourceDefinitions of $group"
done
"$importer" "$@"
