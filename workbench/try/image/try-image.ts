import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { baseCandidates } from "../../bases/candidates.ts";
import { identifyBase } from "../../image/base/identify.ts";
import type { BaseCandidate } from "../../image/base/types.ts";
import { openImage } from "../../image/sources/open.ts";
import type { ImageRead } from "../../image/read.ts";
import type { ImageConfig } from "../../image/types.ts";
import { wanted } from "../../inspect/judge.ts";
import { BadInput } from "../../lab/errors.ts";
import { limitsSchema } from "../../lab/limits.ts";
import { Stage } from "../../lab/stage.ts";
import { stateDir } from "../../state.ts";
import { absent, bringBases, candidates, tryEach } from "../bases.ts";
import { attemptOn, observe, type Runner, type Tried } from "../observe.ts";
import { trySchema, type TryResult } from "../schema.ts";
import type { TryOptions } from "../try.ts";
import { attemptImage, type ImageAttempt } from "./attempt.ts";
import { carriedOf, type Carried } from "./carried.ts";
import { hold, type HoldRequest } from "./held.ts";
import { packFiles, sameOnEach } from "./pack.ts";
import { settingsOf, type Settings } from "./settings.ts";

export type TryImageRequest = TryOptions & HoldRequest;

/**
 * Runs an image, lays what was added on top of its base on each of the other bases, runs that, and says what works, what
 * breaks and why. The image stays as it is, and everything that is made is removed again. Throws BadInput where nothing
 * was added to a base, and TargetError where the image can't be had.
 */
export async function tryImage(request: TryImageRequest): Promise<TryResult> {
  const { engine, onProgress, given } = request;
  await using things = new AsyncDisposableStack();
  things.use(await hold(request));
  onProgress(`${given}: reading its layers`);
  const image = await openImage(request.image, { engine, wantFiles: wanted, measureCompressed: false });
  const known = await baseCandidates(engine, stateDir(), onProgress);
  const verdicts = identifyBase(image, known);
  const itself = verdicts.find(({ isItself }) => isItself);
  if (itself)
    throw new BadInput(
      `${given} is the base ${itself.reference ?? ""} itself: nothing was added that could be laid on another.`,
      "Name an image that was built on it, or a folder with a Dockerfile.",
    );
  const carried = carriedOf(image, verdicts, request.command);
  const settings = settingsOf(image, await configOf(carried, known, request));
  const own = carried.verdict.reference;
  const others = candidates(request.bases, own);
  const { bases, missing } = await bringBases(request, others);
  const folder = await mkdtemp(path.join(tmpdir(), "groundwork-try-"));
  try {
    await using stage = new Stage(engine, bases, {});
    const limits = limitsSchema.parse({ buildSeconds: request.buildSeconds });
    const runner: Runner = { ...request, stage, runMs: request.runSeconds * 1000, limits };
    const files = await filesFor(runner, image, carried, folder, request);
    const part: ImageAttempt = { ...runner, image, carried, settings: settings.lines, folder, files };
    const attempts = await tryEach(
      () => asItIs(runner, image.id, own ?? given),
      others,
      request.jobs,
      async (reference, first) => {
        const reason = missing.get(reference);
        return reason === undefined ? attemptImage(part, reference, first.ran) : absent(reference, reason);
      },
      onProgress,
    );
    return trySchema.parse({
      format: "groundwork.try/1",
      target: given,
      dockerfile: null,
      line: null,
      base: own,
      carried: reportOf(image, carried, settings),
      command: [...request.command],
      attempts,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The config that the image inherits from; null where its base is no image here. */
async function configOf(
  { basis, verdict }: Carried,
  known: readonly BaseCandidate[],
  { engine }: TryImageRequest,
): Promise<ImageConfig | null> {
  const base =
    basis === "layers" ? known.find(({ reference }) => reference === verdict.reference) : undefined;
  if (!base) return null;
  return (await openImage(base.id, { engine, measureCompressed: false })).config;
}

async function filesFor(
  { stage, signal }: Runner,
  image: ImageRead,
  carried: Carried,
  folder: string,
  { given, onProgress }: TryImageRequest,
): Promise<string | null> {
  const files = sameOnEach(carried, image.files);
  if (files.length === 0) return null;
  onProgress(`${given}: taking out ${files.length} files to lay on other bases`);
  const to = path.join(folder, "files.tar");
  await packFiles(stage.scope, image.id, files, to, signal);
  return to;
}

async function asItIs(runner: Runner, imageId: string, reference: string): Promise<Tried> {
  const on = { reference, own: true, started: Date.now() };
  const { seen, ran } = await observe(runner, imageId, null);
  return { attempt: attemptOn(on, seen), ran };
}

function reportOf(image: ImageRead, carried: Carried, settings: Settings): TryResult["carried"] {
  const files = sameOnEach(carried, image.files);
  return {
    basis: carried.basis,
    certainty: carried.verdict.certainty,
    why: [...carried.verdict.why],
    files: files.length,
    unpackedBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    settings: [...settings.lines],
    notes: [...carried.notes, ...settings.notes],
  };
}
