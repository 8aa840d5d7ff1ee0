import type { Fact, NeedKey } from "../types.ts";
import { factOf, reason } from "./rule.ts";
import type { Question, Rule } from "./rule.ts";

interface Supply {
  readonly need: NeedKey;
  /** The fact that says whether the base has it, and the one that says that adding it works. */
  readonly has: string;
  readonly added: string;
  readonly saysHas: string;
  readonly saysAdd: string;
  readonly lines: readonly string[];
  /** 0: a line does it; else files come in, which somebody has to keep current. */
  readonly weight: number;
}

const TRUST: Supply = {
  need: "tls",
  has: "trust",
  added: "add.trust",
  saysHas: "it has the authorities that a TLS client asks for",
  saysAdd: "it has no authorities: bring the bundle, and bring it anew with each build",
  lines: [
    "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/",
    "ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
  ],
  weight: 1,
};

const ZONES: Supply = {
  need: "zones",
  has: "zones",
  added: "add.zones",
  saysHas: "it knows the time zones",
  saysAdd: "it knows no time zone but UTC: bring the files",
  lines: ["COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo"],
  weight: 1,
};

const TMP: Supply = {
  need: "tmp",
  has: "tmp",
  added: "add.tmp",
  saysHas: "it has a /tmp in which anybody may write",
  saysAdd: "it has no /tmp in which anybody may write: start it with one in memory",
  lines: ["# start it with: docker run --tmpfs /tmp …"],
  weight: 0,
};

const NAME: Supply = {
  need: "user",
  has: "name",
  added: "add.name",
  saysHas: "it has a list in which a user's name is found",
  saysAdd: "it has no list of users: bring an /etc/passwd with your user's line",
  lines: ["COPY passwd /etc/passwd"],
  weight: 1,
};

function supplied({ base, evidence }: Question, supply: Supply) {
  const { need, has, added, saysHas, saysAdd, lines, weight } = supply;
  const fact = factOf(evidence, has, base.id);
  const way = factOf(evidence, added, "any");
  if (fact?.value === true) return reason(evidence, need, "yes", [[has, fact]], { says: saysHas });
  if (way?.value !== true)
    return reason(evidence, need, fact === null ? "untold" : "no", [[has, fact]], {
      says: `${saysAdd}; nobody has recorded that`,
    });
  const facts: [string, Fact | null][] = [
    [has, fact],
    [added, way],
  ];
  return reason(evidence, need, weight === 0 ? "line" : "add", facts, { says: saysAdd, lines, weight });
}

/** Authorities for TLS. Node has a list of its own and does not look for the base's. */
export const tls: Rule = (question) => {
  const { needs, base, evidence } = question;
  if (!needs.tls) return [];
  const own = factOf(evidence, "trust.node", base.id) ?? factOf(evidence, "trust.node", "any");
  if (needs.program !== "node" || own?.value !== true) return [supplied(question, TRUST)];
  return [
    reason(evidence, "tls", "yes", [["trust.node", own]], {
      says: "Node brings a list of authorities, on any base",
    }),
  ];
};

/** The rules of local time, which the libc looks up by a zone's name. */
export const zones: Rule = (question) => (question.needs.zones ? [supplied(question, ZONES)] : []);

/** A folder that everybody may write to. */
export const tmp: Rule = (question) => (question.needs.tmp ? [supplied(question, TMP)] : []);

/** A name must be in a list; not being root takes one line, with a number, on any base. */
export const user: Rule = (question) => {
  const { needs, base, evidence } = question;
  if (needs.user === "any") return [];
  const root = factOf(evidence, "root", base.id);
  const number = factOf(evidence, "add.number", "any");
  const nonroot =
    root?.value === false
      ? reason(evidence, "user", "yes", [["root", root]], {
          says: "it does not run as root unless it is told to",
        })
      : reason(
          evidence,
          "user",
          "line",
          [
            ["root", root],
            ["add.number", number],
          ],
          {
            says: "it runs as root unless a line says otherwise; a number needs no list of users",
            lines: ["USER 65532:65532"],
          },
        );
  return needs.user === "nonroot" ? [nonroot] : [supplied(question, NAME), nonroot];
};
