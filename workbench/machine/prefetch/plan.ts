import { basesById } from "../../bases/catalogue.ts";
import type { BaseEntry } from "../../bases/catalogue.ts";
import { presentBase } from "../../bases/ensure.ts";
import type { Engine } from "../../engine/types.ts";
import { presentProgram } from "../../programs/ensure.ts";
import { presentProgramImage } from "../../programs/image.ts";
import type { Needs } from "./needs.ts";
import { programBytes, recordedSizes } from "./sizes.ts";
import type { Item, Pages } from "./types.ts";

/** Looks what of the needs is there already. Gets nothing, and asks nobody but the engine and the disk. */
export async function planned(
  engine: Engine,
  needs: Needs,
  pages: Pages | null,
  stateDir: string,
): Promise<readonly Item[]> {
  const sizes = await recordedSizes();
  const items: Item[] = [engineItem(engine)];
  // scratch is a keyword: there is nothing to get.
  const bases = basesById(needs.bases).filter(({ recipe, inRegistry }) => recipe !== null || inRegistry);
  for (const entry of bases) items.push(await baseItem(entry, engine, sizes, stateDir));
  for (const id of needs.programs) items.push(await programItem(id, engine, stateDir));
  if (pages !== null)
    items.push(item("pages", "pages of the course", await pages.isBuilt(), null, "to read without network"));
  return items;
}

function engineItem({ facts }: Engine): Item {
  const note = `${facts.product} ${facts.version}, found by ${facts.foundBy}`;
  return item("engine", facts.endpoint, true, null, note);
}

async function baseItem(
  entry: BaseEntry,
  engine: Engine,
  sizes: ReadonlyMap<string, number>,
  stateDir: string,
): Promise<Item> {
  const context = { engine, stateDir, onProgress: () => {}, preferRegistry: false };
  const base = await presentBase(entry, context);
  if (base === null) return item("base", entry.id, false, sizes.get(entry.id) ?? null, null);
  return item("base", entry.id, true, base.unpackedBytes, base.origin);
}

/** A program is there when its files are on the disk and its image is in the engine. */
async function programItem(id: string, engine: Engine, stateDir: string): Promise<Item> {
  const { platform } = engine.facts;
  const program = await presentProgram(id, platform, stateDir);
  const image = program === null ? null : await presentProgramImage(engine, program);
  const note = program !== null && image === null ? "on the disk, not yet in the engine" : null;
  return item("program", id, image !== null, programBytes(id, platform), note);
}

function item(
  kind: Item["kind"],
  id: string,
  there: boolean,
  bytes: number | null,
  note: string | null,
): Item {
  return { kind, id, state: there ? "there" : "to get", bytes, note };
}
