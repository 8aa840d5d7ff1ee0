import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { secretScanner } from "./scanner.ts";

/** What is found in a text at a path, fed in pieces of a length. */
function scan(text: string | Uint8Array, path = "/app/settings", piece = 1 << 16) {
  const bytes = Buffer.from(text);
  const scanner = secretScanner({ path, type: "file", bytes: bytes.length });
  for (let start = 0; start < bytes.length; start += piece)
    scanner?.write(bytes.subarray(start, start + piece));
  return scanner?.end() ?? [];
}
const kinds = (text: string, path?: string) => scan(text, path).map(({ kind }) => kind);

const BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Characters by chance, steady for a seed. Tokens are put together here, so that no file of ours holds one. */
function chance(length: number, alphabet = BASE62, seed = length): string {
  const bytes = createHash("shake256", { outputLength: length }).update(String(seed)).digest();
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length] ?? "").join("");
}
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HEX = "0123456789abcdef";

const pem = {
  ed25519: generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  ec: generateKeyPairSync("ec", { namedCurve: "P-256" })
    .privateKey.export({ type: "sec1", format: "pem" })
    .toString(),
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs1", format: "pem" })
    .toString(),
  encrypted: generateKeyPairSync("ec", { namedCurve: "P-256" })
    .privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "p" })
    .toString(),
  legacy: generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs1", format: "pem", cipher: "aes-128-cbc", passphrase: "p" })
    .toString(),
};
const openssh = [
  "-----BEGIN OPENSSH PRIVATE KEY-----",
  Buffer.concat([Buffer.from("openssh-key-v1\0"), randomBytes(150)])
    .toString("base64")
    .replace(/.{70}/g, "$&\n"),
  "-----END OPENSSH PRIVATE KEY-----",
].join("\n");
const pgp = `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 2\n\n${randomBytes(96).toString("base64").replace(/.{64}/g, "$&\n")}\n`;

test.for([
  ["an Ed25519 key", pem.ed25519, "private key"],
  ["an EC key", pem.ec, "private key"],
  ["an RSA key", pem.rsa, "private key"],
  ["a key with Windows line ends", pem.rsa.replaceAll("\n", "\r\n"), "private key"],
  ["a key inside JSON", JSON.stringify({ type: "service_account", private_key: pem.rsa }), "private key"],
  ["a key inside YAML", `tls.key: |\n${pem.ec.replaceAll(/^/gm, "    ")}`, "private key"],
  ["a key of OpenSSH", openssh, "private key"],
  ["a key of OpenPGP", pgp, "private key"],
  ["a key with a passphrase", pem.encrypted, "private key (encrypted)"],
  ["a key with a passphrase, the old way", pem.legacy, "private key (encrypted)"],
  ["AWS's id", `id = AKIA${chance(16, UPPER)}\n`, "AWS access key"],
  ["AWS's secret", `aws_secret_access_key = ${chance(40)}\n`, "AWS secret key"],
  ["AWS's secret in the environment", `export AWS_SECRET_ACCESS_KEY="${chance(40)}"\n`, "AWS secret key"],
  ["AWS's secret in JSON", `{"SecretAccessKey": "${chance(40)}"}`, "AWS secret key"],
  ["GitHub, classic", `token: ghp_${chance(36)}`, "GitHub token"],
  ["GitHub, an app's", `x=ghs_${chance(36)}\n`, "GitHub token"],
  ["GitHub, fine-grained", `github_pat_${chance(22)}_${chance(59)}`, "GitHub token"],
  ["GitLab", `glpat-${chance(20)}`, "GitLab token"],
  ["npm", `//r/:_authToken=npm_${chance(36)}`, "npm token"],
  ["Slack", `xoxb-${chance(12, "0123456789")}-${chance(12, "0123456789", 5)}-${chance(24)}`, "Slack token"],
  [
    "Slack's webhook",
    `https://hooks.slack.com/services/T${chance(9, UPPER)}/B${chance(9, UPPER)}/${chance(24)}`,
    "Slack webhook",
  ],
  ["Google", `key=AIza${chance(35)}&x`, "Google API key"],
  ["Stripe", `sk_live_${chance(24)}`, "Stripe live key"],
  ["SendGrid", `SG.${chance(22)}.${chance(43)}`, "SendGrid key"],
  ["OpenAI", `sk-proj-${chance(40)}T3BlbkFJ${chance(40)}`, "OpenAI key"],
  ["Anthropic", `sk-ant-api03-${chance(95)}`, "Anthropic key"],
  ["Docker Hub", `dckr_pat_${chance(27)}`, "Docker Hub token"],
  ["PyPI", `pypi-AgEIcHlwaS5vcmc${chance(80)}`, "PyPI token"],
  ["Hugging Face", `hf_${chance(34, BASE62.slice(0, 52))}`, "Hugging Face token"],
  ["DigitalOcean", `dop_v1_${chance(64, HEX)}`, "DigitalOcean token"],
  ["Vault", `hvs.${chance(95)}`, "Vault token"],
  ["age", `AGE-SECRET-KEY-1${chance(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")}`, "age private key"],
  ["Azure", `AccountName=a;AccountKey=${chance(86)}==;`, "Azure storage key"],
] as const)("%s is found, wherever the pieces of the stream end", ([, text, kind]) => {
  const file = `# a comment\n\n${text}`;
  for (const piece of [1, 7, 1000, 1 << 16]) {
    const found = scan(file, "/app/settings", piece);
    expect(found.map((each) => each.kind)).toContain(kind);
    expect(found[0]?.line).toBe(text.startsWith("tls.key") ? 4 : 3);
  }
});

test.for([
  ["a header alone", "-----BEGIN RSA PRIVATE KEY-----\n"],
  [
    "a header in code",
    'if (pem.startsWith("-----BEGIN RSA PRIVATE KEY-----")) return decode(pem.slice(31, 31 + 64 * 20));\n',
  ],
  ["a key that is cut out", `-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\n`],
  ["a key of one letter", `-----BEGIN PRIVATE KEY-----\nM${"A".repeat(63)}\n-----END PRIVATE KEY-----\n`],
  ["base64 that is no key", `-----BEGIN PRIVATE KEY-----\n${"x".repeat(4)}${chance(80)}\n`],
  [
    "a public key",
    generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString(),
  ],
  ["a certificate", `-----BEGIN CERTIFICATE-----\n${chance(64)}\n-----END CERTIFICATE-----\n`],
  [
    "AWS's documentation",
    ["AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"].join(" "),
  ],
  ["a placeholder", `ghp_${"x".repeat(36)} glpat-your-token-goes-right-here npm_${"a1".repeat(18)}`],
  ["a scanner's own pattern", "ghp_[A-Za-z0-9]{36} AKIA[0-9A-Z]{16} xox[baprs]-[0-9]{10}"],
  ["base64 that holds the letters", `${chance(40)}AKIA${chance(16, UPPER)}${chance(40)}`],
  ["a longer word", `my_ghp_${chance(36)}`],
  ["a reference to a variable", "//registry/:_authToken=${NPM_TOKEN}"],
] as const)("%s is no secret", ([, text]) => {
  expect(scan(text.padEnd(40), "/root/.npmrc")).toEqual([]);
});

test.for([
  [
    "/etc/shadow",
    "root:*:1:0:\nanna:$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7:1::\n",
    "password hash",
    2,
  ],
  ["/root/.npmrc", `//r/:_authToken=${chance(36, HEX)}\n`, "npm token", 1],
  ["/root/.docker/config.json", '{"auths":{"r":{\n"auth": "YW5uYTpodW50ZXIy"}}}', "registry login", 2],
  ["/root/.netrc", "machine m login anna password hunter2\n", "login of a server", 1],
  [
    "/app/.git/config",
    '[remote "origin"]\n url = https://anna:hunter2hunter2@host/r.git\n',
    "login of a git server",
    2,
  ],
  ["/root/.pgpass", "db:5432:*:anna:hunter2   \n", "database password", 1],
  ["/app/.env", "PORT=80\nDB_PASSWORD=correct-horse\n", "value named like a secret", 2],
] as const)("in %s a login is a secret by its place", ([path, text, kind, line]) => {
  expect(scan(text, path)).toEqual([{ kind, line }]);
  expect(scan(text, "/app/readme")).toEqual([]);
});

test("a secret that its place gives away is told once", () => {
  expect(kinds(`//r/:_authToken=npm_${chance(36)}\n`, "/root/.npmrc")).toEqual(["npm token"]);
});

test.for(["/app/.env.example", "/app/.envrc.md"])("%s is no settings file", (path) => {
  expect(scan("DB_PASSWORD=correct-horse", path)).toEqual([]);
});

test("what is no text, no file or too short is not read", () => {
  const key = pem.rsa;
  expect(scan(`\0${key}`)).toEqual([]);
  expect(secretScanner({ path: "/a", type: "symlink", bytes: 0 })).toBeNull();
  expect(secretScanner({ path: "/lib/libc.so.6", type: "file", bytes: 2_000_000 })).toBeNull();
  expect(secretScanner({ path: "/a", type: "file", bytes: 19 })).toBeNull();
});

test("a secret deep in a long file is found, with its line", () => {
  const text = `${"some words and no end\n".repeat(200_000)}${pem.ec}`;
  expect(scan(text)).toEqual([{ kind: "private key", line: 200_001 }]);
});

test("a file full of secrets is told of with at most 50 findings", () => {
  expect(scan(`${pem.ec}\n`.repeat(500))).toHaveLength(50);
});
