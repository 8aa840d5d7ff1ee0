import type { RecipeId } from "../catalogue.ts";
import { alpine } from "./alpine.ts";
import { busybox } from "./busybox.ts";
import { debian } from "./debian.ts";
import { debianSlim } from "./debian-slim.ts";
import { debs } from "./deb-files.ts";
import {
  distrolessBaseNonroot,
  distrolessStaticDebug,
  distrolessStaticNonroot,
} from "./distroless-variants.ts";
import { distrolessBase, distrolessCc, distrolessStatic } from "./distroless.ts";
import { distrolessNodejs, node, nodeSlim } from "./node.ts";
import { registry } from "./registry.ts";
import { toolchain } from "./toolchain.ts";
import type { Recipe } from "./types.ts";

/** How each base is made from packages. */
export const recipes: Readonly<Record<RecipeId, Recipe>> = {
  busybox,
  alpine,
  debian,
  "debian-slim": debianSlim,
  toolchain,
  "distroless-static": distrolessStatic,
  "distroless-base": distrolessBase,
  "distroless-cc": distrolessCc,
  debs,
  "distroless-static-nonroot": distrolessStaticNonroot,
  "distroless-static-debug": distrolessStaticDebug,
  "distroless-base-nonroot": distrolessBaseNonroot,
  "distroless-nodejs": distrolessNodejs,
  node,
  "node-slim": nodeSlim,
  registry,
};
