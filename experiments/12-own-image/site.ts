import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Recorder } from "../../workbench/record/types.ts";

const image = (name: string): string =>
  fileURLToPath(new URL(`../../workbench/site/image/${name}`, import.meta.url));

/** The course's own pages as an image: what serves them, what it weighs, what is in it. Pages change, so no byte is compared. */
export async function thisSite(recorder: Recorder): Promise<void> {
  const site = await recorder.build("site-build", {
    title: "the pages of this course, and what serves them",
    tag: "groundwork/site",
    dockerfile: readFileSync(image("Dockerfile"), "utf8"),
    files: { site: { path: await recorder.pages() }, "httpd.conf": { path: image("httpd.conf") } },
  });
  await recorder.serve("site", site, { readOnly: true, capDrop: ["ALL"] });
  await recorder.run("site-asked", recorder.base("busybox"), {
    title: "somebody asks it for the course",
    network: "container:site",
    command: [
      "sh",
      "-c",
      "wget -q -O - http://127.0.0.1:8080/course/ | grep -o '<title[^>]*>[^<]*' | cut -d '>' -f 2",
    ],
  });
  await recorder.image("site-image", site, "the pages of this course", { steady: false });
  await recorder.groundwork("site-inspect", site, {
    title: "what our own tool says of it",
    words: ["inspect", "IMAGE"],
    steady: false,
  });
}
