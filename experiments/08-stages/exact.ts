import type { Recorder } from "../../workbench/record/types.ts";
import { shop, shopFiles } from "./sources.ts";

const collect = (more: string): string =>
  `${shop}RUN mkdir /out \\
 && ldd /usr/local/bin/shop | grep -o '/[^ ]*' \\
  | xargs cp --parents --dereference --target-directory /out \\
      /usr/local/bin/shop${more}

FROM scratch
COPY --from=build /out /
CMD ["/usr/local/bin/shop"]
`;

/** A program with what `ldd` lists, then with what it opens, then with everything. */
export async function exact(recorder: Recorder): Promise<void> {
  const workshop = await recorder.build("shop-build", {
    title: "the stage that builds",
    tag: "shop:build",
    files: shopFiles,
    dockerfile: shop,
  });
  await recorder.run("shop-ldd", workshop, {
    title: "what the loader would look for",
    command: ["sh", "-c", 'ldd /usr/local/bin/shop | tr -d "\\t" | sed "s/ (0x.*//"'],
  });
  await recorder.image("workshop-image", workshop, "the stage that builds");

  const libraries = await recorder.build("libraries-build", {
    title: "the program and what ldd lists",
    tag: "shop",
    files: shopFiles,
    dockerfile: collect(""),
  });
  await recorder.run("libraries", libraries, { title: "with what ldd lists" });

  const complete = await recorder.build("complete-build", {
    title: "… and what it opens",
    tag: "shop",
    files: shopFiles,
    dockerfile: collect(" /usr/share/shop/customer"),
  });
  await recorder.run("complete", complete, { title: "with what it opens, too" });
  await recorder.image("complete-image", complete, "the files that it needs, on scratch");

  const folder = await recorder.build("folder-build", {
    title: "whole folders, to be safe",
    tag: "shop",
    files: shopFiles,
    dockerfile: `${shop}\nFROM debian:13-slim\nCOPY --from=build /usr/ /usr/\nCMD ["shop"]\n`,
  });
  await recorder.run("folder-gcc", folder, {
    title: "what has come along",
    command: ["sh", "-c", "command -v gcc"],
  });
  await recorder.image("folder-image", folder, "the whole of /usr, on debian:13-slim");
}
