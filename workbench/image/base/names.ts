import type { Distribution, ImageNotes } from "../notes/schema.ts";
import type { ImageRead } from "../read.ts";

interface Named {
  readonly reference: string | null;
  readonly why: readonly string[];
}

/** How the image of a distribution is called: by its os-release ID, for its VERSION_ID and the major part of it. */
const NAMES: Readonly<Record<string, (version: string, major: string) => string>> = {
  ubuntu: (version) => `ubuntu:${version}`,
  fedora: (version) => `fedora:${version}`,
  almalinux: (_, major) => `almalinux:${major}`,
  rocky: (version) => `rockylinux/rockylinux:${version}`,
  centos: (_, major) => `centos:${major}`,
  ol: (_, major) => `oraclelinux:${major}`,
  amzn: (version) => `amazonlinux:${version}`,
  photon: (version) => `photon:${version}`,
  azurelinux: (version) => `mcr.microsoft.com/azurelinux/base/core:${version}`,
  "opensuse-leap": (version) => `opensuse/leap:${version}`,
  sles: (version) => `registry.suse.com/bci/bci-base:${version}`,
};

const ROLLING: Readonly<Record<string, string>> = {
  arch: "archlinux",
  "opensuse-tumbleweed": "opensuse/tumbleweed",
  gentoo: "gentoo/stage3",
  void: "voidlinux/voidlinux",
  kali: "kalilinux/kali-rolling",
  wolfi: "cgr.dev/chainguard/wolfi-base",
  chainguard: "cgr.dev/chainguard/static",
  nixos: "nixos/nix",
};

/** What a Dockerfile would say to stand on this distribution, with the variant that the files show; null where we know no name. */
export function distributionReference(
  image: ImageRead,
  notes: ImageNotes,
  distribution: Distribution,
): Named {
  const { id, versionId, codename } = distribution;
  const rolling = ROLLING[id];
  if (rolling !== undefined) return { reference: rolling, why: [] };
  if (id === "debian")
    return isDistroless(notes) ? distroless(notes, versionId) : debian(image, versionId ?? codename);
  if (versionId === null) return { reference: null, why: [] };
  const major = versionId.split(".", 1)[0] ?? versionId;
  if (id === "alpine") return { reference: `alpine:${versionId.split(".", 2).join(".")}`, why: [] };
  if (id === "rhel") return universal(notes, major);
  return { reference: NAMES[id]?.(versionId, major) ?? null, why: [] };
}

/** Debian's slim images leave out manuals (debuerreotype's slim excludes). */
function debian({ files }: ImageRead, release: string | null): Named {
  if (release === null) return { reference: "debian", why: [] };
  const manual = [...files.values()].some(
    ({ path, type }) => type === "file" && /^\/usr\/share\/man\/man\d\//.test(path),
  );
  if (manual) return { reference: `debian:${release}`, why: [] };
  return { reference: `debian:${release}-slim`, why: ["It has no manual page, as in Debian's slim images."] };
}

const isDistroless = ({ packageDatabases, packageManagers }: ImageNotes) =>
  packageDatabases.some(({ format }) => format === "dpkg status.d") &&
  packageManagers.every(({ name }) => name !== "dpkg");

/** Distroless' images by a package that only they and those above them have, the largest first. */
const DISTROLESS = [
  [/^openjdk-\d+-jre|^temurin/, "java"],
  [/^python3(\.\d+)?-minimal$|^libpython3/, "python3"],
  [/^libstdc\+\+6$/, "cc"],
  [/^libssl3/, "base"],
  [/^libc6$/, "base-nossl"],
] as const;

function distroless({ packages }: ImageNotes, release: string | null): Named {
  const [, kind] = DISTROLESS.find(([name]) => packages.some((each) => name.test(each.name))) ?? [
    null,
    "static",
  ];
  const why = "It lists its packages in status.d and has no dpkg, as distroless images do.";
  return { reference: `gcr.io/distroless/${kind}-debian${release ?? ""}`, why: [why] };
}

/** Red Hat's freely usable images, by the package manager that they bring. */
function universal({ packageManagers }: ImageNotes, major: string): Named {
  const names = new Set(packageManagers.map(({ name }) => name));
  if (names.has("dnf") || names.has("yum")) return { reference: `redhat/ubi${major}`, why: [] };
  if (names.has("microdnf"))
    return { reference: `redhat/ubi${major}-minimal`, why: ["Its package manager is microdnf."] };
  return { reference: `redhat/ubi${major}-micro`, why: ["It has no package manager."] };
}
