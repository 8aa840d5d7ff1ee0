import type { Reason } from "../answer.ts";
import type { Program } from "../types.ts";
import { factOf, reason } from "./rule.ts";
import type { Question, Rule } from "./rule.ts";

const KINDS: Readonly<Record<Exclude<Program, "node" | "script" | "unknown">, string>> = {
  static: "a static program",
  glibc: "a program for glibc",
  "glibc-cc": "a program for glibc that needs libgcc_s",
  musl: "a program for musl",
};

/** Copying a loader and all libraries is most of a distribution's work. */
const WHOLE_LIBC = 5;
const NODE_COPIED = 3;

/** Does the program start? Answered by the recorded start of a program of that kind on that base. */
export const program: Rule = (question) => {
  const { program: kind } = question.needs;
  if (kind === "node") return [node(question)];
  if (kind === "script") return [script(question)];
  if (kind !== "unknown") return [started(question, kind)];
  // Whatever it is, if it is not for musl: the one kind that starts nowhere but beside musl's own loader.
  return (["static", "glibc", "glibc-cc"] as const).map((each) => started(question, each));
};

function started({ base, evidence }: Question, kind: keyof typeof KINDS): Reason {
  const name = `starts.${kind}`;
  const fact = factOf(evidence, name, base.id);
  const what = KINDS[kind];
  if (fact === null)
    return reason(evidence, "program", "untold", [], { says: `nobody has recorded ${what} here` });
  if (fact.value === true)
    return reason(evidence, "program", "yes", [[name, fact]], { says: `${what} starts here` });
  const loader = factOf(evidence, "add.loader", base.id);
  if (loader?.value !== true || !kind.startsWith("glibc"))
    return reason(evidence, "program", "no", [[name, fact]], { says: `${what} does not start here` });
  return reason(
    evidence,
    "program",
    "add",
    [
      [name, fact],
      ["add.loader", loader],
    ],
    {
      says: `${what} starts here once its loader and libraries are copied in, which then are yours to mend`,
      lines: [
        "# the loader and each library that ldd lists, each to the path that it has there",
        "COPY --from=build /files/ /",
      ],
      weight: WHOLE_LIBC,
    },
  );
}

function node(question: Question): Reason {
  const { base, evidence } = question;
  const brought = factOf(evidence, "brings.node", base.id);
  if (brought?.value === true)
    return reason(evidence, "program", "yes", [["brings.node", brought]], {
      says: "it brings Node, which runs app.js",
    });
  const copied = factOf(evidence, "copied.node", base.id);
  if (copied === null)
    return reason(evidence, "program", "untold", [], { says: "nobody has recorded Node here" });
  if (copied.value !== true && isMusl(question))
    return reason(evidence, "program", "untold", [["copied.node", copied]], {
      says: "the Node that was recorded is for glibc and does not start here; nobody has recorded one for musl",
    });
  if (copied.value !== true)
    return reason(evidence, "program", "no", [["copied.node", copied]], {
      says: "Node, copied in, does not start here",
    });
  return reason(evidence, "program", "add", [["copied.node", copied]], {
    says: "Node starts here once it is copied in, and then it is yours to raise",
    lines: ["COPY --from=gcr.io/distroless/nodejs24-debian13 /nodejs/bin/node /usr/local/bin/node"],
    weight: NODE_COPIED,
  });
}

function script({ base, evidence }: Question): Reason {
  const fact = factOf(evidence, "shell", base.id);
  if (fact === null)
    return reason(evidence, "program", "untold", [], { says: "nobody has asked this base for a shell" });
  return fact.value === true
    ? reason(evidence, "program", "yes", [["shell", fact]], { says: "it has the shell that a script needs" })
    : reason(evidence, "program", "no", [["shell", fact]], {
        says: "it has no shell that could run a script",
      });
}

/** Does the addon load? Answered by rollup's addon and a Node on that base, or by an addon in a program for that libc. */
export const addon: Rule = (question) => {
  const { needs, base, evidence } = question;
  if (needs.addon === "none") return [];
  const name = `addon.${needs.addon}`;
  const host = needs.program === "musl" ? "a program for musl" : "a program for glibc";
  const fact = factOf(evidence, name, needs.program === "node" ? base.id : host);
  const where = needs.program === "node" ? "here" : `into ${host}`;
  if (fact?.value === true)
    return [
      reason(evidence, "addon", "yes", [[name, fact]], {
        says: `an addon for ${needs.addon} loads ${where}`,
      }),
    ];
  if (fact === null || (needs.program === "node" && isMusl(question)))
    return [
      reason(evidence, "addon", "untold", [[name, fact]], {
        says: `nobody has recorded an addon for ${needs.addon} in a Node for this base's libc`,
      }),
    ];
  return [
    reason(evidence, "addon", "no", [[name, fact]], {
      says: `an addon for ${needs.addon} does not load ${where}`,
    }),
  ];
};

function isMusl({ base, evidence }: Question): boolean {
  return factOf(evidence, "libc", base.id)?.value === "musl";
}
