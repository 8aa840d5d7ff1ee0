import type { Recorded } from "../../lib/recorded.ts";

type Origin = Recorded["provenance"]["bases"][number]["origin"];

/** What a base's origin means. */
export const origins: Readonly<Record<Origin, string>> = {
  registry: "pulled from its registry",
  packages: "built here from the distribution's own packages",
  "stand-in": "a stand-in: shares the property shown, is not that distribution",
  engine: "already in the engine under that name, used as it is",
};
