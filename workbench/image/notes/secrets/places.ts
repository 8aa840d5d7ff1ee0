import type { SecretFinding } from "../../types.ts";
import { looksMadeUp } from "./made-up.ts";
import type { SecretScanner } from "./types.ts";

/** Something that is a secret because of the file that it stands in. */
interface PlaceRule {
  readonly place: RegExp;
  readonly kind: string;
  /** Matches a line; group 1 is the secret. */
  readonly line: RegExp;
}

const URL_LOGIN = /\bhttps?:\/\/[^\s:/@]*:([^\s@/]{3,})@/;

/** How a variable is called that holds a secret: the word ends the name, or `TOKEN_URL` would be one. */
const SECRET_NAME =
  /\w*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET(?:_KEY)?(?:_BASE)?|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)/;

/** `NAME=value`; group 1 is the value. References to variables, paths and short values are no secrets. */
const SECRET_VARIABLE = new RegExp(
  String.raw`^(?:export\s+)?${SECRET_NAME.source}=["']?([^\s"'#$/][^\s"'#$]{7,})`,
  "i",
);

/** Whether an assignment, `NAME=value`, has a name that says that its value is secret, and a value that may be one. */
export function isSecretVariable(assignment: string): boolean {
  const value = SECRET_VARIABLE.exec(assignment)?.[1];
  return value !== undefined && !isPlaceholder(value);
}

/** Where tools keep logins, and what one looks like there. Their own documentation describes each file. */
const RULES: readonly PlaceRule[] = [
  {
    place: /^\/etc\/g?shadow-?$/,
    kind: "password hash",
    line: /^[^:\s]+:(\$(?:1|2[abxy]|5|6|7|y|gy|sha1|scrypt)\$[^:]{8,})/,
  },
  { place: /npmrc$/, kind: "npm token", line: /_authToken\s*=\s*["']?([^\s"'$]{16,})/ },
  { place: /npmrc$/, kind: "npm login", line: /:?_(?:auth|password)\s*=\s*["']?([^\s"'$]{8,})/ },
  { place: /\.yarnrc\.yml$/, kind: "npm token", line: /npmAuth(?:Token|Ident):\s*["']?([^\s"'$]{16,})/ },
  {
    place: /\/\.docker\/config\.json$|\/\.dockercfg$|\/containers\/auth\.json$/,
    kind: "registry login",
    line: /"(?:auth|identitytoken)"\s*:\s*"([A-Za-z0-9+/=._-]{8,})"/,
  },
  { place: /\/[._]netrc$/, kind: "login of a server", line: /\bpassword\s+(\S{3,})/ },
  {
    place: /^\/etc\/apt\/auth\.conf/,
    kind: "login of a package repository",
    line: /^[^#]*\bpassword\s+(\S{3,})/,
  },
  { place: /^\/etc\/apt\/sources\.list/, kind: "login of a package repository", line: URL_LOGIN },
  { place: /^\/etc\/apk\/repositories$/, kind: "login of a package repository", line: URL_LOGIN },
  { place: /\/pip\.conf$|\/\.pip\/|\/uv\.toml$/, kind: "login of a package index", line: URL_LOGIN },
  { place: /\/\.pypirc$/, kind: "login of a package index", line: /^\s*password\s*[:=]\s*(\S{3,})/ },
  {
    place: /\/\.git-credentials$|\/\.git\/config$|\/\.gitconfig$|^\/etc\/gitconfig$/,
    kind: "login of a git server",
    line: URL_LOGIN,
  },
  { place: /\/\.pgpass$/, kind: "database password", line: /^[^#:]*:[^:]*:[^:]*:[^:]*:(.{3,})$/ },
  { place: /\/\.my\.cnf$/, kind: "database password", line: /^\s*password\s*=\s*["']?([^\s"']{3,})/ },
  {
    place: /\/\.env(?:\.(?!example|sample|template|dist|test)[\w.-]+)?$/,
    kind: "value named like a secret",
    line: SECRET_VARIABLE,
  },
];

/** Files of this kind are a few lines long. */
const MOST_BYTES = 64 * 1024;

/** What makes a secret of a line in this file; nothing for most files. */
export function placeRules(path: string): readonly PlaceRule[] {
  return RULES.filter(({ place }) => place.test(path));
}

/** Reads the first 64 KiB of a file line by line. */
export function placeScanner(rules: readonly PlaceRule[]): SecretScanner {
  const parts: Uint8Array[] = [];
  let room = MOST_BYTES;
  return {
    write(chunk) {
      const part = chunk.subarray(0, room);
      room -= part.length;
      if (part.length > 0) parts.push(Buffer.from(part));
    },
    end() {
      const lines = Buffer.concat(parts).toString("latin1").split("\n");
      return lines.flatMap((text, index) => findingIn(text, index + 1, rules));
    },
  };
}

function findingIn(text: string, line: number, rules: readonly PlaceRule[]): SecretFinding[] {
  const rule = rules.find((each) => {
    const secret = each.line.exec(text.slice(0, 4096))?.[1];
    return secret !== undefined && !isPlaceholder(secret);
  });
  return rule ? [{ kind: rule.kind, line }] : [];
}

/** `<token>`, `${TOKEN}`, `%TOKEN%` and words of documentation. A password may be as plain as it likes. */
const isPlaceholder = (value: string) =>
  /^[<[{%]|^\$[{(A-Z_]/.test(value) ||
  /^(?:x+|\*+|null|none|true|false|undefined|change.?(?:me|this|it)|(?:your|example|dummy|placeholder|to.?be).*)$/i.test(
    value,
  ) ||
  (value.length >= 20 && looksMadeUp(value));
