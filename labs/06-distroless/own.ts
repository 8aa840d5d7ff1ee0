import type { Bench, ElfFacts, FileFacts, ImageFacts } from "../../workbench/lab/kit/index.ts";

/** What an image adds to the base that it stands on. */
export interface Own {
  /** Regular files and links of its own layers. */
  readonly files: readonly FileFacts[];
  /** Names of all that the base has, without their folders. */
  readonly baseNames: ReadonlySet<string>;
}

const ids = ["distroless-static", "distroless-base", "distroless-cc"] as const;

/** Splits an image into one of the three bases and its own files; null when it stands on none of them. */
export async function ownFiles(bench: Bench, facts: ImageFacts): Promise<Own | null> {
  for (const id of ids) {
    const base = await bench.lookBase(id);
    const same = base.layers.every((layer, index) => layer.digest === facts.layers[index]?.digest);
    if (!same) continue;
    const files = [...facts.files.values()].filter(
      (file) => file.layer >= base.layers.length && file.type !== "directory",
    );
    return { files, baseNames: new Set([...base.files.keys()].map(nameOf)) };
  }
  return null;
}

/** Paths of own libraries and loaders of a name that the base has already. */
export async function spareLibraries(
  own: Own,
  elf: (path: string) => Promise<ElfFacts | null>,
): Promise<readonly string[]> {
  const spare: string[] = [];
  for (const { path } of own.files) {
    const names = [nameOf(path), (await elf(path))?.soname ?? ""];
    if (/\.so(\.|$)/.test(nameOf(path)) && names.some((name) => own.baseNames.has(name))) spare.push(path);
  }
  return spare;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** A list for a learner, cut after a dozen. */
export function listed(lines: readonly string[]): string {
  const shown = lines.slice(0, 12).map((line) => `  ${line}`);
  return [...shown, ...(lines.length > 12 ? [`  and ${lines.length - 12} more`] : [])].join("\n");
}
