import { expect, test } from "vitest";
import { ensureBases } from "../../../workbench/bases/ensure.ts";
import { connectEngine } from "../../../workbench/engine/connect.ts";
import type { RunRequest } from "../../../workbench/engine/types.ts";
import { readImage, type ImageRead } from "../../../workbench/image/read.ts";
import { predictStart } from "../../../workbench/image/start/predict.ts";
import { wantsStart } from "../../../workbench/image/start/wants.ts";

const engine = await connectEngine();
const bases = await ensureBases(engine, ["debian", "toolchain", "node-slim"], {});

/** Asks each program's own loader which libraries it loads, without running the program (ld.so(8), `--list`). */
const ASK = 'for file; do echo "== $file"; "$LOADER" --list "$file" 2>&1; done; true';

/** Programs of the image that glibc's loader starts, by their own paths. */
function programsOf(image: ImageRead): { path: string; loader: string }[] {
  return [...image.files.values()].flatMap(({ path, program, mode, type }) => {
    const loader =
      program?.kind === "elf" && program.elf.type === "executable" ? program.elf.interpreter : null;
    return type === "file" && (mode & 0o111) !== 0 && loader?.includes("/ld-linux") ? [{ path, loader }] : [];
  });
}

test.each(bases)(
  "of every program on $id the libraries that are predicted are those that its loader lists",
  async ({ image }) => {
    const read = await readImage(await engine.save(image), {
      wantFiles: wantsStart,
      measureCompressed: false,
    });
    const programs = programsOf(read);
    const request: RunRequest = {
      image,
      entrypoint: ["/bin/sh", "-c", ASK, "sh"],
      command: programs.map(({ path }) => path),
      env: { LOADER: programs[0]?.loader ?? "" },
      maxOutputBytes: 16_000_000,
      deadlineMs: 120_000,
    };
    const ran = await engine.run(request);
    const listed = listsIn(ran.stdout);
    const predicted = programs.map(({ path }) => {
      const { outcome, libraries } = predictStart(read, { path });
      const found = libraries.filter(({ foundBy }) => foundBy !== "loader itself");
      return [path, outcome, new Map(found.map(({ name, path: where }) => [name, where]))] as const;
    });
    expect(programs.length).toBeGreaterThan(100);
    expect(predicted).toEqual(programs.map(({ path }) => [path, "starts", listed.get(path)]));
  },
);

/** Lines such as `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f…)`, under the program that they belong to. */
function listsIn(text: string): Map<string, Map<string, string>> {
  const lists = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.split("\n")) {
    const program = /^== (.*)$/.exec(line)?.[1];
    if (program !== undefined) {
      current = new Map();
      lists.set(program, current);
    }
    const [, name, path] = /^\s+(\S+) => (\S+) \(0x/.exec(line) ?? [];
    if (name !== undefined && path !== undefined && !name.startsWith("/")) current.set(name, path);
  }
  return lists;
}
