import { looksMadeUp } from "./made-up.ts";
import { privateKeyKind } from "./private-key.ts";

/** A secret that can be told by its own text, wherever it stands. */
export interface SecretPattern {
  /** Texts that a match begins with. */
  readonly anchors: readonly string[];
  /** Index into each anchor of two characters that are rare in text: they are looked for first. */
  readonly rare: number;
  /** Sticky; matches at the anchor's first character. Group 1, where there is one, is the secret itself. */
  readonly shape: RegExp;
  /** What was found, in words; null where a closer look says that it is none. */
  readonly kindOf: (match: RegExpExecArray) => string | null;
}

const token = (kind: string, rare: number, anchors: readonly string[], rest: RegExp): SecretPattern => ({
  anchors,
  rare,
  // A token in the middle of a longer word is a part of something else, of base64 most of the time.
  shape: new RegExp(`(?<![A-Za-z0-9_+/-])(?:${anchors.map(escape).join("|")})${rest.source}`, "y"),
  kindOf: (match) => (looksMadeUp(match[1] ?? match[0]) ? null : kind),
});

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const END = /(?![A-Za-z0-9_-])/.source;
const then = (source: string) => new RegExp(source + END);

/**
 * Shapes that the issuers publish, each with a prefix made to be found. Left out on purpose: JSON web tokens, which run
 * out within hours and fill every documentation, and passwords in running text, which nothing tells from other words.
 */
export const patterns: readonly SecretPattern[] = [
  {
    anchors: ["-----BEGIN "],
    rare: 4,
    shape: /-----BEGIN ((?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?)-----([^]{0,900})/y,
    kindOf: privateKeyKind,
  },
  token("AWS access key", 1, ["AKIA"], then("([A-Z2-7]{16})")),
  ...(["aws_secret_access_key", "AWS_SECRET_ACCESS_KEY"] as const).map((name) =>
    token("AWS secret key", 1, [name], /["']?\s{0,8}[=:]\s{0,8}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/),
  ),
  token("AWS secret key", 5, ["SecretAccessKey"], /["']?\s{0,8}[=:]\s{0,8}["']([A-Za-z0-9/+]{40})["']/),
  ...["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map((prefix) =>
    token("GitHub token", 2, [prefix], then("([A-Za-z0-9]{36,255})")),
  ),
  token("GitHub token", 5, ["github_pat_"], then("([A-Za-z0-9]{22}_[A-Za-z0-9]{59})")),
  token(
    "GitLab token",
    4,
    ["glpat-", "glptt-"],
    then("([A-Za-z0-9_-]{20,64}(?:\\.[a-z0-9]{2}\\.[a-z0-9]{9})?)"),
  ),
  token("GitLab token", 3, ["gldt-", "glrt-"], then("([A-Za-z0-9_-]{20,64})")),
  token("npm token", 1, ["npm_"], then("([A-Za-z0-9]{36})")),
  ...["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-"].map((prefix) =>
    token("Slack token", 1, [prefix], then("((?:[0-9]{8,14}-){1,3}[A-Za-z0-9]{20,64})")),
  ),
  {
    anchors: ["hooks.slack.com/services/"],
    rare: 10,
    shape: /hooks\.slack\.com\/services\/(T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{24})/y,
    kindOf: (match) => (looksMadeUp(match[1] ?? "") ? null : "Slack webhook"),
  },
  token("Google API key", 1, ["AIza"], then("([A-Za-z0-9_-]{35})")),
  token("Google OAuth secret", 4, ["GOCSPX-"], then("([A-Za-z0-9_-]{28})")),
  token("Stripe live key", 1, ["sk_live_", "rk_live_"], then("([A-Za-z0-9]{24,247})")),
  token("SendGrid key", 1, ["SG."], then("([A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})")),
  token("Anthropic key", 1, ["sk-ant-"], then("((?:api|admin)[0-9]{2}-[A-Za-z0-9_-]{80,120})")),
  token(
    "OpenAI key",
    1,
    ["sk-"],
    then("((?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,100}T3BlbkFJ[A-Za-z0-9_-]{20,100})"),
  ),
  token("Docker Hub token", 2, ["dckr_pat_", "dckr_oat_"], then("([A-Za-z0-9_-]{27,40})")),
  token("PyPI token", 4, ["pypi-AgEIcHlwaS5vcmc"], then("([A-Za-z0-9_-]{50,255})")),
  token("Hugging Face token", 1, ["hf_"], then("([A-Za-z]{34})")),
  token("DigitalOcean token", 2, ["dop_v1_", "doo_v1_"], then("([a-f0-9]{64})")),
  token("Vault token", 1, ["hvs."], then("([A-Za-z0-9_-]{90,255})")),
  token("age private key", 3, ["AGE-SECRET-KEY-1"], then("([QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})")),
  token("Azure storage key", 6, ["AccountKey="], /([A-Za-z0-9+/]{86}==)/),
];
