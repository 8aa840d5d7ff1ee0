import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import { identifyBase } from "../image/base/identify.ts";
import { wantsNote } from "../image/notes/wants.ts";
import { openImage } from "../image/sources/open.ts";
import { stateDir } from "../state.ts";
import { baseCandidates } from "./candidates.ts";
import { ensureBases } from "./ensure.ts";

const MINUTES = 60_000;
const tag = `groundwork/test-candidates:${randomBytes(4).toString("hex")}`;

test(
  "a base is found to be itself, and an image built on it to stand on it with one layer more",
  { timeout: 5 * MINUTES },
  async () => {
    const engine = await connectEngine();
    const bases = await ensureBases(engine, ["busybox", "debian-slim", "distroless-base"], {});
    const context = await mkdtemp(join(tmpdir(), "groundwork-candidates-"));
    const verdictsOf = async (target: string) => {
      const image = await openImage(target, { engine, wantFiles: wantsNote, measureCompressed: false });
      return identifyBase(image, await baseCandidates(engine, stateDir(), () => undefined));
    };
    try {
      await writeFile(join(context, "file"), randomBytes(9));
      for (const { image, reference } of bases) {
        const [itself] = await verdictsOf(image);
        expect(itself).toMatchObject({ reference, certainty: "certain", isItself: true, added: [] });
        await writeFile(join(context, "Dockerfile"), `FROM ${image}\nCOPY file /file\nENV A=1\n`);
        const built = await engine.build({ contextDir: context, tag });
        if (!built.ok) throw new Error(built.message);
        const [child] = await verdictsOf(tag);
        expect(child).toMatchObject({ reference, kind: "catalogue", certainty: "certain", isItself: false });
        expect(child?.added).toHaveLength(1);
        expect(child?.added?.[0]?.createdBy).toContain("COPY");
      }
    } finally {
      await rm(context, { recursive: true });
      await engine.removeImage(tag);
    }
  },
);
