/**
 * Compares two versions of Debian packages: below 0 when the first is older, above 0 when it is newer.
 * Debian Policy 5.6.12: epoch, upstream version, revision; runs of non-digits and of digits in turn, `~` before everything.
 */
export function compareDebianVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  return (
    left.epoch - right.epoch ||
    compareParts(left.upstream, right.upstream) ||
    compareParts(left.revision, right.revision)
  );
}

function partsOf(version: string) {
  const colon = version.indexOf(":");
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf("-");
  return {
    epoch: colon === -1 ? 0 : Number(version.slice(0, colon)) || 0,
    upstream: dash === -1 ? rest : rest.slice(0, dash),
    revision: dash === -1 ? "" : rest.slice(dash + 1),
  };
}

function compareParts(a: string, b: string): number {
  const [left, right] = [runsOf(a), runsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [text = "", digits = "0"] = left[index] ?? [];
    const [otherText = "", otherDigits = "0"] = right[index] ?? [];
    const difference = compareText(text, otherText) || compareNumbers(digits, otherDigits);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `1.2~rc` → [["", "1"], [".", "2"], ["~rc", "0"]]. */
function runsOf(text: string): [string, string][] {
  return [...text.matchAll(/(\D*)(\d*)/g)]
    .filter(([whole]) => whole !== "")
    .map(([, other = "", digits = ""]) => [other, digits === "" ? "0" : digits]);
}

function compareText(a: string, b: string): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = orderOf(a[index]) - orderOf(b[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `~` before the end, the end before letters, letters before all other signs. */
function orderOf(sign: string | undefined): number {
  if (sign === undefined) return 0;
  if (sign === "~") return -1;
  const code = sign.codePointAt(0) ?? 0;
  return /[a-zA-Z]/.test(sign) ? code : code + 256;
}

/** Of any length: a date with a time has more digits than a double holds. */
function compareNumbers(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  if (left.length !== right.length) return left.length - right.length;
  return left === right ? 0 : left < right ? -1 : 1;
}
