/**
 * The actions that our workflows use, each at one commit: a tag can be moved to other code. All run on Node 24. Those of this
 * repository's own workflows stand at the same commits, see tests/gates/ci-files.test.ts.
 */
export const ACTIONS = {
  checkout: "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8",
  setupNode: "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444",
  upload: "actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f",
  download: "actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131",
} as const;

const VERSIONS: Readonly<Record<string, string>> = {
  [ACTIONS.checkout]: "v5.0.0",
  [ACTIONS.setupNode]: "v5.0.0",
  [ACTIONS.upload]: "v6.0.0",
  [ACTIONS.download]: "v7.0.0",
};

/** The version that a pinned action had at its commit, to stand behind it. */
export function versionOf(pinned: string): string | undefined {
  return VERSIONS[pinned];
}

/** The machine that everything runs on; its name says the version, so that it does not change by itself. */
export const RUNNER = "ubuntu-24.04";

/** Major version of Node; the same as in .nvmrc. */
export const NODE = "24";
