import { z } from "zod";
import type { EngineFacts } from "./types.ts";

const infoSchema = z.looseObject({
  ID: z.string().default(""),
  Driver: z.string().default(""),
  DriverStatus: z.array(z.array(z.string())).nullish(),
  CgroupVersion: z.string().default("1"),
  SecurityOptions: z.array(z.string()).nullish(),
  OperatingSystem: z.string().default(""),
  KernelVersion: z.string().default(""),
  OSType: z.string().default("linux"),
  Architecture: z.string().default(""),
  MemTotal: z.number().default(0),
  NCPU: z.number().default(0),
  DockerRootDir: z.string().default(""),
});

const versionSchema = z.looseObject({
  Version: z.string().default("unknown"),
  ApiVersion: z.string().default("unknown"),
  Components: z.array(z.looseObject({ Name: z.string().default("") })).nullish(),
});

/** The kernel's machine names, as images call them. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  aarch64: "arm64",
  armv7l: "arm/v7",
};

/** Reads the engine's `/info` and `/version` answers. Pure; throws a ZodError when these are no engine's answers. */
export function engineFacts(info: unknown, version: unknown, endpoint: string, foundBy: string): EngineFacts {
  const i = infoSchema.parse(info);
  const v = versionSchema.parse(version);
  const isPodman = (v.Components ?? []).some((each) => /podman/i.test(each.Name));
  const containerd = (i.DriverStatus ?? []).some((row) =>
    row.join(" ").includes("io.containerd.snapshotter"),
  );
  return {
    product: isPodman ? "podman" : "docker",
    version: v.Version,
    apiVersion: v.ApiVersion,
    endpoint,
    foundBy,
    id: i.ID,
    platform: `${i.OSType}/${ARCHITECTURES[i.Architecture] ?? i.Architecture}`,
    storageDriver: i.Driver,
    imageStore: containerd ? "containerd" : "classic",
    cgroup: i.CgroupVersion,
    rootless: (i.SecurityOptions ?? []).some((each) => each.includes("rootless")),
    operatingSystem: i.OperatingSystem,
    kernel: i.KernelVersion,
    memoryBytes: i.MemTotal,
    cpus: i.NCPU,
    rootDir: i.DockerRootDir,
    // Podman answers the classic API only: its BuildKit session is not there.
    builder: isPodman ? "classic" : "buildkit",
  };
}
