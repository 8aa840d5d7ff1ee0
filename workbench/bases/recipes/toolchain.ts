import { withEntries } from "../rootfs/merge.ts";
import { slimmed } from "../rootfs/slim.ts";
import { APT_SETTINGS } from "./debian.ts";
import { minbase } from "./minbase.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { Recipe } from "./types.ts";

/** A stage to compile C in, for glibc (gcc) and for musl (musl-gcc). */
const PACKAGES = ["gcc", "libc6-dev", "musl-tools"];

/** Never unpacked in the first place: quicker than unpacking and leaving out. */
const NOT_UNPACKED = ["/usr/share/man/*", "/usr/share/info/*", "/usr/share/locale/*"];

/** Debian 13, slim, with a C compiler for both libcs. */
export const toolchain: Recipe = {
  id: "toolchain",
  revision: 1,
  title: "installing gcc and musl-gcc into a Debian 13",
  config: { env: [DEFAULT_PATH], cmd: ["bash"], workdir: "/", user: "" },
  async make(context) {
    const base = await minbase(PACKAGES, NOT_UNPACKED, context);
    return { ...base, entries: withEntries(slimmed(base.entries), APT_SETTINGS) };
  },
};
