import type { RecipeId } from "../catalogue.ts";
import { directory, file, symlink } from "../rootfs/entry.ts";
import { mergeEntries } from "../rootfs/merge.ts";
import { appletLinks, fetchBusyBox } from "./busybox-applets.ts";
import { versionsOf } from "./debs.ts";
import { DISTROLESS_CONFIG } from "./distroless.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { Recipe } from "./types.ts";

// What each variant changes. Source: GoogleContainerTools/distroless at cd08076 (2026-08-21), static.bzl and base.bzl.
export const distrolessStaticNonroot = nonroot("distroless-static-nonroot", "distroless-static");
export const distrolessBaseNonroot = nonroot("distroless-base-nonroot", "distroless-base");

/** Not one file differs: the same layers, another user and another folder to start in. */
function nonroot(id: RecipeId, of: RecipeId): Recipe {
  return {
    id,
    revision: 1,
    title: `setting the user of ${of}`,
    config: { ...DISTROLESS_CONFIG, user: "65532", workdir: "/home/nonroot" },
    beneath: [of],
    make: null,
  };
}

/** One layer with BusyBox in a folder of its own, which the PATH names last. */
export const distrolessStaticDebug: Recipe = {
  id: "distroless-static-debug",
  revision: 1,
  title: "laying a BusyBox over distroless-static",
  config: {
    ...DISTROLESS_CONFIG,
    env: [`${DEFAULT_PATH}:/busybox`, ...DISTROLESS_CONFIG.env.filter((line) => line !== DEFAULT_PATH)],
    entrypoint: ["/busybox/sh"],
  },
  beneath: ["distroless-static"],
  async make(context) {
    const box = await fetchBusyBox(context);
    const links = appletLinks(box.applets).map(({ name }) => symlink(`busybox/${name}`, "/busybox/busybox"));
    const program = file("busybox/busybox", box.program, { mode: 0o755 });
    return {
      entries: mergeEntries([directory("busybox"), program, ...links]),
      packages: () => versionsOf([box.deb]),
    };
  },
};
