import { z } from "zod";
import type { Recorder } from "../../workbench/record/types.ts";

const spdxSchema = z.looseObject({ packages: z.array(z.looseObject({ name: z.string() })) });

/** What is in a base, in a format that scanners read. */
export async function bill(recorder: Recorder): Promise<void> {
  const text = await recorder.groundwork("sbom", recorder.base("debian-slim"), {
    title: "the bill of materials of a base, its beginning",
    words: ["inspect", "IMAGE", "--sbom", "spdx"],
    head: 42,
    // It says when it was made.
    steady: false,
  });
  recorder.figure("sbom-packages", {
    title: "entries in that bill",
    value: spdxSchema.parse(JSON.parse(text)).packages.length,
    unit: "count",
    stable: true,
    from: ["sbom"],
  });
}
