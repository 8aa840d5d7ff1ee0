import { NOTHING_SAID } from "../types.ts";
import type { Needs } from "../types.ts";

/** A need from life, with the base that must win and the facts that must be among its reasons. */
export interface WrittenCase {
  readonly id: string;
  /** What somebody wants, in his own words. */
  readonly words: string;
  readonly needs: Needs;
  /** Ids of bases; any of them may win. Empty: nothing may fit. */
  readonly winners: readonly string[];
  /** Facts that the first base's reasons rest on. */
  readonly because: readonly string[];
}

const needs = (said: Partial<Needs> & Pick<Needs, "program">): Needs => ({ ...NOTHING_SAID, ...said });

/** Ten cases that the chooser must get right, on the page and in the terminal. */
export const CASES: readonly WrittenCase[] = [
  {
    id: "static-tool",
    words: "A bundler, linked statically. It reads files and writes files, and asks nobody for anything.",
    needs: needs({ program: "static" }),
    winners: ["scratch"],
    because: ["starts.static"],
  },
  {
    id: "static-service",
    words:
      "A web service, linked statically. It calls others over TLS, knows time zones, and must not run as root.",
    needs: needs({ program: "static", tls: true, zones: true, tmp: true, user: "nonroot", patches: "pin" }),
    winners: ["distroless-static-nonroot"],
    because: ["starts.static", "trust", "zones", "tmp", "root", "pin"],
  },
  {
    id: "plain-glibc",
    words:
      "A program for glibc that needs glibc's own libraries. We look into it from a container beside it.",
    needs: needs({ program: "glibc", debug: "beside" }),
    winners: ["distroless-base"],
    because: ["starts.glibc", "beside"],
  },
  {
    id: "rust-scanned",
    words: "A program in Rust that calls others over TLS. A scanner must see what lies under it.",
    needs: needs({ program: "glibc-cc", tls: true, user: "nonroot", patches: "distribution" }),
    winners: ["distroless-cc"],
    because: ["starts.glibc-cc", "trust", "root", "listed"],
  },
  {
    id: "entrypoint-script",
    words: "The same kind of program, but a bash script starts it, and its image installs packages.",
    needs: needs({ program: "glibc-cc", tls: true, shell: "bash", packages: "build" }),
    winners: ["debian-slim"],
    because: ["starts.glibc-cc", "trust", "bash", "manager"],
  },
  {
    id: "musl-program",
    words: "A program that was built for musl, with a small script around it.",
    needs: needs({ program: "musl", shell: "sh" }),
    winners: ["alpine"],
    because: ["starts.musl", "shell"],
  },
  {
    id: "node-addon",
    words: "A Node app with a native addon for glibc, over TLS. Nobody needs a shell in it.",
    needs: needs({ program: "node", addon: "glibc", tls: true, tmp: true }),
    winners: ["distroless-nodejs"],
    because: ["brings.node", "addon.glibc", "trust.node", "tmp"],
  },
  {
    id: "node-shell",
    words: "A Node app that our people debug with a shell inside. Its start script wants sh.",
    needs: needs({ program: "node", shell: "sh", debug: "inside", user: "name" }),
    winners: ["node-slim"],
    because: ["brings.node", "shell", "name"],
  },
  {
    id: "german-report",
    words: "A bash script that writes reports in German.",
    needs: needs({ program: "script", shell: "bash", glibc: ["locales"], zones: true }),
    winners: ["debian-slim"],
    because: ["shell", "bash", "locales", "zones"],
  },
  {
    id: "musl-addon-german",
    words: "A Node app with an addon for musl, which must speak German as glibc does.",
    needs: needs({ program: "node", addon: "musl", glibc: ["locales"] }),
    winners: [],
    because: ["addon.musl"],
  },
];
