import { expect, test } from "vitest";
import { engineFacts } from "./facts.ts";

const INFO = {
  ID: "an id",
  Driver: "overlay2",
  DriverStatus: [["Backing Filesystem", "extfs"]],
  CgroupVersion: "2",
  SecurityOptions: ["name=seccomp,profile=default", "name=cgroupns"],
  OperatingSystem: "Debian GNU/Linux 13 (trixie)",
  KernelVersion: "6.12",
  OSType: "linux",
  Architecture: "x86_64",
  MemTotal: 8_000_000_000,
  NCPU: 2,
  DockerRootDir: "/var/lib/docker",
};
const VERSION = { Version: "20.10.24", ApiVersion: "1.41", Components: [{ Name: "Engine" }] };

test.each([
  ["docker", {}, {}, { product: "docker", imageStore: "classic", rootless: false, builder: "buildkit" }],
  [
    "docker with containerd's image store",
    { Driver: "overlayfs", DriverStatus: [["driver-type", "io.containerd.snapshotter.v1"]] },
    { Version: "29.0.0", ApiVersion: "1.52" },
    { product: "docker", imageStore: "containerd", version: "29.0.0", storageDriver: "overlayfs" },
  ],
  [
    "docker without root",
    { SecurityOptions: ["name=rootless"] },
    {},
    { rootless: true, builder: "buildkit" },
  ],
  [
    "podman",
    { DriverStatus: null, SecurityOptions: null },
    { Version: "5.4.0", Components: [{ Name: "Podman Engine" }] },
    { product: "podman", builder: "classic", version: "5.4.0", imageStore: "classic" },
  ],
  ["an arm machine", { Architecture: "aarch64" }, {}, { platform: "linux/arm64" }],
  [
    "an architecture that images call by the kernel's name",
    { Architecture: "riscv64" },
    {},
    { platform: "linux/riscv64" },
  ],
])("%s", (_name, info, version, expected) => {
  const facts = engineFacts({ ...INFO, ...info }, { ...VERSION, ...version }, "unix:///x", "DOCKER_HOST");
  expect(facts).toMatchObject({ endpoint: "unix:///x", foundBy: "DOCKER_HOST", cpus: 2, ...expected });
});

test("an answer that is no engine's is an error", () => {
  expect(() => engineFacts({ ...INFO, NCPU: "two" }, VERSION, "", "")).toThrow("NCPU");
});
