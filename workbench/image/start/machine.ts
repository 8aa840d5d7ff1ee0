import type { ElfFacts } from "../types.ts";

interface Machine {
  readonly number: number;
  readonly bits: 32 | 64;
}

/** e_machine of the platforms that images are for (gABI, e_machine; OCI names them as Go's GOARCH does). */
const PLATFORMS: Readonly<Record<string, Machine>> = {
  amd64: { number: 62, bits: 64 },
  arm64: { number: 183, bits: 64 },
  "386": { number: 3, bits: 32 },
  arm: { number: 40, bits: 32 },
  ppc64le: { number: 21, bits: 64 },
  s390x: { number: 22, bits: 64 },
  riscv64: { number: 243, bits: 64 },
  mips64le: { number: 8, bits: 64 },
  loong64: { number: 258, bits: 64 },
};

/** Machines that QEMU's user mode emulates, and that many kernels are therefore told to run (binfmt_misc). */
const EMULATED = new Set([2, 3, 4, 8, 15, 20, 21, 22, 40, 42, 62, 92, 94, 183, 189, 243, 258, 36902]);

/** What a kernel of the image's platform makes of a program for some machine. */
export type Fit =
  { readonly fit: "native" } | { readonly fit: "depends"; readonly on: string } | { readonly fit: "never" };

/**
 * Whether a kernel of this platform runs the file's machine code. A 64-bit kernel may or may not run the 32-bit code of
 * its own family (CONFIG_IA32_EMULATION, CONFIG_X86_X32_ABI, CONFIG_COMPAT), and may have an emulator for others.
 */
export function fitOf(elf: ElfFacts, platform: string): Fit {
  const host = PLATFORMS[platform.split("/")[1] ?? ""];
  if (!host) return { fit: "depends", on: `the platform ${platform || "that the image does not name"}` };
  if (elf.machineNumber === host.number && elf.bits === host.bits) return { fit: "native" };
  const family =
    (host.number === 62 && (elf.machineNumber === 3 || elf.machineNumber === 62)) ||
    (host.number === 183 && elf.machineNumber === 40);
  if (family) return { fit: "depends", on: "whether the kernel runs 32-bit programs" };
  if (EMULATED.has(elf.machineNumber))
    return { fit: "depends", on: "whether the kernel has an emulator for that machine" };
  return { fit: "never" };
}
