import { EngineFault } from "../../engine/errors.ts";
import { directory, file } from "../rootfs/entry.ts";
import { mergeEntries } from "../rootfs/merge.ts";
import { debEntries, fetchDebs, versionsOf } from "./debs.ts";
import { DISTROLESS_CONFIG } from "./distroless.ts";
import type { Recipe } from "./types.ts";

const DATA = "var/lib/registry";
const SETTINGS = "etc/distribution/config.yml";

/** As in the registry image: no password, blobs in one folder, deleting allowed so that a lab can look at it. */
const CONFIG = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /${DATA}
  delete:
    enabled: true
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
`;

/** A registry to push to and pull from. Debian's program asks for glibc, which the image's own does not. */
export const registry: Recipe = {
  id: "registry",
  revision: 1,
  title: "laying Debian's docker-registry over distroless-base",
  config: {
    ...DISTROLESS_CONFIG,
    user: "",
    entrypoint: ["/usr/bin/registry", "serve", `/${SETTINGS}`],
    ports: ["5000/tcp"],
  },
  beneath: ["distroless-base"],
  async make(context) {
    const debs = await fetchDebs(["docker-registry"], context.arch, context);
    const files = (await Promise.all(debs.map(debEntries))).flat();
    const program = files.find((entry) => entry.path === "usr/bin/docker-registry");
    if (program === undefined) {
      throw new EngineFault(
        "The package docker-registry holds no /usr/bin/docker-registry.",
        "This is a change in Debian's package: please report it.",
      );
    }
    const licence = files.filter((entry) => entry.path === "usr/share/doc/docker-registry/copyright");
    const entries = mergeEntries(
      [{ ...program, path: "usr/bin/registry" }, ...licence],
      [file(SETTINGS, CONFIG), directory(DATA)],
    );
    return { entries, packages: () => versionsOf(debs) };
  },
};
