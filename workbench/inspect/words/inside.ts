import type { Inspection } from "../schema.ts";
import { counted, listed } from "./section.ts";
import type { Row, Section } from "./section.ts";

type Notes = Inspection["notes"];

/** What is in the image: whose files, which libc, which tools, and who it runs as. */
export function insideSection({ notes, support }: Inspection): Section {
  const rows = [
    { label: "distribution", value: distributionText(notes) },
    supportRow(support, notes.distribution !== null),
    { label: "libc", value: libcText(notes) },
    {
      label: "loaders",
      value: notes.loaders.length === 0 ? "none: only static programs start" : listed(notes.loaders, 4),
    },
    packagesRow(notes),
    { label: "package tools", value: listed(notes.packageManagers.map(({ name }) => name)) },
    {
      label: "shells",
      value: notes.shells.length === 0 ? "none: no shell form, no `docker exec … sh`" : listed(notes.shells),
    },
    {
      label: "programs",
      value: `${counted(notes.executables.count, "executable file")}, ${notes.executables.inPath.toLocaleString("en-US")} in folders of PATH`,
    },
    privilegedRow(notes),
    certificatesRow(notes),
    {
      label: "time zones",
      value:
        notes.zoneinfo === null
          ? "none: every clock is UTC"
          : `${counted(notes.zoneinfo.zones, "zone")} in ${notes.zoneinfo.path}`,
    },
    userRow(notes),
    tmpRow(notes),
  ].filter((row) => row !== null);
  return { id: "inside", title: "What is inside?", lead: "", rows };
}

function distributionText({ distribution }: Notes): string {
  if (distribution === null) return "none says so (no os-release)";
  const { prettyName, pointRelease, like } = distribution;
  const release = pointRelease === null ? "" : `, release ${pointRelease}`;
  return `${prettyName}${release}${like.length === 0 ? "" : ` (like ${like.join(", ")})`}`;
}

function supportRow(support: Inspection["support"], hasDistribution: boolean): Row | null {
  if (support === null)
    return hasDistribution ? { label: "support", value: "until when it gets fixes is not known here" } : null;
  const { until, longTermUntil, ended, source, asOf } = support;
  const long = longTermUntil === null ? "" : `, long-term support until ${longTermUntil}`;
  const value = `${ended ? "ended on" : "until"} ${until}${long} (as published: ${source}, ${asOf})`;
  return { label: "support", value, tone: ended ? "bad" : "good" };
}

function libcText({ libc }: Notes): string {
  if (libc.kind === "none") return "none";
  const version = libc.version === null ? "" : ` ${libc.version}`;
  const symbols =
    libc.symbolVersion === null ? "" : `; programs may ask for symbols up to ${libc.symbolVersion}`;
  return `${libc.kind}${version}${symbols}`;
}

function packagesRow({ packages, packageDatabases }: Notes): Row {
  if (packageDatabases.length === 0)
    return { label: "packages", value: "no package database: what came from where can't be told" };
  const formats = [...new Set(packageDatabases.map(({ format }) => format))].join(", ");
  const problems = packageDatabases.flatMap(({ path, problem }) =>
    problem === null ? [] : `${path}: ${problem}`,
  );
  return {
    label: "packages",
    value: `${packages.length.toLocaleString("en-US")} (${formats})`,
    more: problems,
    ...(problems.length > 0 && { tone: "warn" as const }),
  };
}

function privilegedRow({ privileged }: Notes): Row {
  if (privileged.length === 0)
    return { label: "setuid, setgid", value: "none: no program takes another user's rights", tone: "good" };
  const names = listed(privileged.map(({ path }) => path));
  return {
    label: "setuid, setgid",
    value: `${counted(privileged.length, "program")} with another user's rights: ${names}`,
    tone: "warn",
  };
}

function certificatesRow({ certificateBundles }: Notes): Row {
  if (certificateBundles.length === 0)
    return {
      label: "certificates",
      value: "no CA bundle: programs can't check whom they talk to over TLS",
      tone: "warn",
    };
  const bundles = certificateBundles.map(
    ({ path, certificates }) =>
      `${path}${certificates === null ? "" : ` (${counted(certificates, "certificate")})`}`,
  );
  return { label: "certificates", value: listed(bundles, 3) };
}

function userRow({ defaultUser, users }: Notes): Row {
  const known = `${counted(users.length, "user")} in /etc/passwd`;
  if (defaultUser.problem !== null)
    return {
      label: "runs as",
      value: `${defaultUser.written}: the engine refuses (${defaultUser.problem})`,
      tone: "bad",
    };
  if (defaultUser.isRoot === true)
    return {
      label: "runs as",
      value: `root${defaultUser.written === "" ? ", since no USER is set" : ""}; ${known}`,
      tone: "warn",
    };
  const name = defaultUser.name ?? "no name in /etc/passwd";
  return {
    label: "runs as",
    value: `user ${defaultUser.uid ?? defaultUser.written} (${name}); ${known}`,
    tone: "good",
  };
}

function tmpRow({ tmp }: Notes): Row {
  if (!tmp.exists) return { label: "/tmp", value: "is not there: programs that want it fail", tone: "warn" };
  const mode = tmp.mode === null ? "" : ` (mode ${tmp.mode})`;
  return tmp.writable
    ? { label: "/tmp", value: `there, and the user can write to it${mode}` }
    : { label: "/tmp", value: `there, but the user can't write to it${mode}`, tone: "warn" };
}
