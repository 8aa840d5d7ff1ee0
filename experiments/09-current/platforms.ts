import type { RecordedRegistry, Recorder } from "../../workbench/record/types.ts";
import { askDigest, askWhole } from "./ask.ts";

/** One name for two processors: an index, and a manifest for each. */
export async function platforms(recorder: Recorder, registry: RecordedRegistry): Promise<void> {
  for (const architecture of ["amd64", "arm64"]) {
    const image = await recorder.build(`${architecture}-build`, {
      title: `the same page for ${architecture}`,
      tag: `page:${architecture}`,
      dockerfile: "FROM scratch\nCOPY page.txt /\n",
      platform: `linux/${architecture}`,
      files: { "page.txt": `for ${architecture}\n` },
    });
    await registry.publish(image, `page:${architecture}`);
  }
  await registry.index("page:1", ["amd64", "arm64"]);
  await askWhole(recorder, "index", "what page:1 leads to", "page:1", "index");
  await askDigest(recorder, "index-digest", "the digest of the index", "page:1", "index");
  await askDigest(recorder, "arm64-digest", "the digest of one platform", "page:arm64", "manifest");
}
