import { makeElf, type ElfPlan } from "../../../workbench/image/elf.fixture.ts";
import type { LayerEntry } from "../../../workbench/image/layer.ts";
import { tinyElf } from "./tiny-elf.ts";

/** A machine that no kernel and no emulator knows. */
const NO_MACHINE = 0x1234;
const MACHINES: Readonly<Record<string, number>> = { "linux/amd64": 62, "linux/arm64": 183 };

const file = (path: string, content: Uint8Array | string, mode = 0o755): LayerEntry => ({
  type: "file",
  path,
  content,
  mode,
});
const link = (path: string, target: string): LayerEntry => ({ type: "symlink", path, target });

/** An image in which every kind of path, script and damaged program lies that the kernel has an answer to. */
export function pathEntries(platform: string): LayerEntry[] {
  const tiny = tinyElf(platform);
  const elf = (plan: Partial<ElfPlan>) =>
    makeElf({ bits: 64, littleEndian: true, type: 3, machine: MACHINES[platform], ...plan });
  return [
    { type: "directory", path: "/etc" },
    file("/etc/passwd", "root:x:0:0::/:\nweb:x:1000:1000::/:\n7seven:x:1007:1000::/:\n", 0o644),
    file("/etc/group", "root:x:0:\nweb:x:1000:\nextra:x:2000:web\n", 0o644),
    { type: "directory", path: "/usr/local/bin" },
    file("/usr/local/bin/tool", tiny),
    file("/usr/local/bin/data", tiny, 0o644),
    file("/usr/local/bin/private", tiny, 0o700),
    { type: "directory", path: "/folder" },
    link("/folder/app", "../app"),
    { type: "directory", path: "/closed", mode: 0o700 },
    file("/closed/app", tiny),
    file("/app", tiny),
    file("/setuid", tiny, 0o4755),
    file("/data", tiny, 0o644),
    file("/private", tiny, 0o700),
    file("/text", "hello\n"),
    file("/empty", ""),
    ...scripts(),
    ...links(),
    file("/no-loader", elf({ interpreter: "/nope" })),
    file("/text-loader", elf({ interpreter: "/text" })),
    file("/script-loader", elf({ interpreter: "/script" })),
    file("/data-loader", elf({ interpreter: "/data" })),
    file("/folder-loader", elf({ interpreter: "/folder" })),
    file("/empty-loader", elf({ interpreter: "/empty" })),
    file("/loop-loader", elf({ interpreter: "/loop" })),
    file("/other-loader", elf({ interpreter: "/other-machine" })),
    file("/other-machine", elf({ machine: NO_MACHINE })),
    file("/object", elf({ type: 1 })),
    file("/cut", tiny.subarray(0, 40)),
  ];
}

function scripts(): LayerEntry[] {
  const chain = Array.from({ length: 7 }, (_, index) =>
    file(`/nested${index + 1}`, `#!${index === 0 ? "/app" : `/nested${index}`}\n`),
  );
  return [
    ...chain,
    file("/script", "#!/app\n"),
    file("/script-blanks", "#! \t/app \t\n"),
    file("/script-argument", "#!/app -x  y \n"),
    file("/script-crlf", "#!/app\r\n"),
    file("/script-crlf-argument", "#!/app -x\r\n"),
    file("/script-empty", "#! \n"),
    file("/script-no-newline", "#!/app"),
    file("/script-missing", "#!/nope\n"),
    file("/script-folder", "#!/folder\n"),
    file("/script-data", "#!/data\n"),
    file("/script-text", "#!/text\n"),
    file("/script-relative", "#!app\n"),
    file("/script-link", "#!/link\n"),
    file("/script-loop", "#!/loop\n"),
    file("/script-long-name", `#!/${"./".repeat(150)}app\n`),
    file("/script-long-argument", `#!/app ${"x".repeat(300)}\n`),
    file("/script-just-fits", `#!${"/".repeat(250)}app\n`),
    file("/script-just-too-long", `#!${"/".repeat(251)}app\n`),
    file("/script-nul", "#!/app\0/nope\n"),
    file("/script-bom", "\ufeff#!/app\n"),
    file("/script-private", "#!/app\n", 0o711),
  ];
}

function links(): LayerEntry[] {
  const chain = Array.from({ length: 41 }, (_, index) =>
    link(`/far${index + 1}`, index === 0 ? "app" : `far${index}`),
  );
  return [
    ...chain,
    link("/link", "app"),
    link("/absolute", "/folder/app"),
    link("/outside", "../../../../app"),
    link("/dangling", "nope"),
    link("/loop", "loop"),
    link("/to-folder", "folder"),
  ];
}
