import type { Recorder } from "../../workbench/record/types.ts";

const ACCEPT = {
  manifest: "application/vnd.docker.distribution.manifest.v2+json",
  index: "application/vnd.oci.image.index.v1+json",
} as const;

/** Asks the registry itself, without Docker, which digest it gives `name`, and takes the sha256 of what it hands out. */
export function askDigest(
  recorder: Recorder,
  key: string,
  title: string,
  name: string,
  kind: keyof typeof ACCEPT,
): Promise<unknown> {
  // Twelve digits of each: the whole is longer than a line.
  const script = `wget -qSO /tmp/m ${question(name, kind)} 2>&1 | grep -i content-digest | cut -c 3-44\nsha256sum /tmp/m | cut -c 1-12`;
  return asked(recorder, key, title, script);
}

/** The manifest or index that a name stands for, its digests cut to twelve digits. */
export function askWhole(
  recorder: Recorder,
  key: string,
  title: string,
  name: string,
  kind: keyof typeof ACCEPT,
): Promise<unknown> {
  const script = `wget -qO - ${question(name, kind)} | sed 's/\\(:[0-9a-f]\\{12\\}\\)[0-9a-f]*/\\1/'`;
  return asked(recorder, key, title, script);
}

function question(name: string, kind: keyof typeof ACCEPT): string {
  const [repository = name, tag = "latest"] = name.split(":");
  return `--header 'Accept: ${ACCEPT[kind]}' \\\n  http://127.0.0.1:5000/v2/groundwork/${repository}/manifests/${tag}`;
}

function asked(recorder: Recorder, key: string, title: string, script: string): Promise<unknown> {
  return recorder.run(key, recorder.base("busybox"), {
    title,
    network: "container:registry",
    command: ["sh", "-c", script],
    // Digests of what was built a moment ago.
    steady: false,
  });
}
