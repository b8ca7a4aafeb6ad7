"""With each Helm: a chart as the dependency of charts that are written by hand.

Under a condition, under an alias, twice, and with `global`. What it makes there is what the manifests of the same values are,
where `nameOverride` says what Helm calls it; two of them have no resource and no selector in common.
"""

import json
import pathlib
import subprocess
import sys

stackc, helms, source, folder = sys.argv[1], sys.argv[2].split(":"), sys.argv[3], pathlib.Path(sys.argv[4])
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools"))

from helm_yaml import read_stream  # noqa: E402


def run(command, refused=False):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if (done.returncode != 0) != bool(refused) or refused not in (False, True) and refused not in done.stderr:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def parent(name, dependencies, values):
    """A chart that is written by hand, with the chart as a file of its own below `charts/`."""
    chart = folder / name
    (chart / "charts").mkdir(parents=True)
    entries = [{"name": "web", "version": "1.2.3", "repository": ""} | entry for entry in dependencies]
    facts = {"apiVersion": "v2", "name": name, "version": "0.1.0", "dependencies": entries}
    (chart / "Chart.yaml").write_text(json.dumps(facts))
    (chart / "values.yaml").write_text(json.dumps(values))
    subprocess.run(["cp", "-r", folder / "out/charts/web", chart / "charts/web"], check=True)
    return chart


def rendered(helm, chart, *arguments):
    stream = run([helm, "template", "r", chart, "--kube-version", "1.30.0", "--skip-tests", *arguments])
    return [resource for resource in read_stream(stream) if resource]


def manifests(name, *arguments):
    command = [stackc, "build", source, "--target", "manifests", "-o", "-", "--release", "r", "--kube-version", "1.30.0"]
    stream = run([*command, "--release-service", "Helm", "--set", f"nameOverride={name}", *arguments])
    return [resource for resource in read_stream(stream) if resource]


def comparable(resources, called):
    """By kind and name; the chart's name, which the override doesn't replace, as it is called here."""
    text = json.dumps(resources, default=str).replace('"web-1.2.3"', json.dumps(f"{called}-1.2.3"))
    text = text.replace('{"name": "CHART", "value": "web"}', json.dumps({"name": "CHART", "value": called}))
    return {(one["kind"], one["metadata"]["name"]): one for one in json.loads(text)}


def expect(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}:\n{json.dumps(found, indent=1, default=str)}\ninstead of\n{json.dumps(wanted, indent=1, default=str)}")


def same(helm, chart, arguments, alias, own, what):
    found = comparable(rendered(helm, chart, *arguments), alias)
    expected = comparable(manifests(alias, *own), alias)
    expect(sorted(found), sorted(expected), what)
    # Checksums are of texts that have the alias in them on both sides.
    for key, one in expected.items():
        expect(found[key], one, f"{what}: {key}")


run([stackc, "build", source, "--target", "helm", "-o", str(folder / "out")])
plain = parent("plain", [{}], {})
switched = parent("switched", [{"condition": "web.enabled"}], {"web": {"enabled": False, "replicas": 3}})
aliased = parent("aliased", [{"alias": "blue"}], {"global": {"domain": "b.example.org", "else": [1]}})
twice = parent("twice", [{"alias": "blue"}, {"alias": "green", "condition": "green.enabled"}], {"green": {"replicas": 1}})
capital = parent("capital", [{"alias": "ShopTwo"}], {})
for helm in helms:
    run([helm, "template", "r", capital], refused="the alias `ShopTwo` of the chart is not a DNS label")
    same(helm, plain, [], "web", [], "as it is")
    expect(rendered(helm, switched), [], "off by its condition")
    same(helm, switched, ["--set", "web.enabled=true"], "web", ["--set", "replicas=3"], "on by its condition")
    own = ["--set", "global.domain=b.example.org"]
    same(helm, aliased, [], "blue", own, "under an alias")
    same(helm, aliased, ["--set", "blue.labels.a=b"], "blue", [*own, "--set", "labels.a=b"], "values below an alias")
    # Null: some Helms keep the dependency's default, others hand the null down, which then means empty.
    nulls = ["--set", "blue.resources=null,blue.tolerations=null,blue.labels=null"]
    cleared = comparable(manifests("blue", *own, "--set", "resources=null,tolerations=null,labels=null"), "blue")
    if comparable(rendered(helm, aliased, *nulls), "blue") != cleared:
        same(helm, aliased, nulls, "blue", own, "null below an alias")
    run([helm, "template", "r", aliased, "--set", "blue.replicas=10"], refused=True)
    run([helm, "template", "r", aliased, "--set", "blue.replica=1"], refused=True)
    run([helm, "template", "r", aliased, "--set", "blue.enabled=perhaps"], refused=True)
    both = rendered(helm, twice)
    names = [(one["kind"], one["metadata"]["name"]) for one in both]
    expect(sorted(set(names)), sorted(names), "two of them make one resource twice")
    selectors = {json.dumps(one["spec"]["selector"]) for one in both if one["kind"] == "StatefulSet"}
    expect(len(selectors), 2, "two of them, and their selectors")
    expect([one for one in both if "green" in one["metadata"]["name"]] == [], False, "the second one")
    left = [one["metadata"]["name"] for one in rendered(helm, twice, "--set", "green.enabled=false")]
    expect([name for name in left if "green" in name], [], "the second one is off")
