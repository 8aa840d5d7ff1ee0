import type { Recorder } from "../../workbench/record/types.ts";
import { source } from "./sources.ts";

const files = { "greet.c": source("greet.c"), "shop.c": source("shop.c"), "parrot.c": source("parrot.c") };

/** A base with a library and a tool of its own; then an app that brings an older library of the same name. */
export async function over(recorder: Recorder): Promise<void> {
  await recorder.build("house-build", {
    title: "a base of the house, with a library and a tool",
    tag: "house:2",
    files,
    dockerfile: `FROM toolchain:13 AS build
COPY greet.c parrot.c ./
RUN gcc -shared -fPIC -DSECOND -o /usr/lib/libgreet.so greet.c \\
 && gcc -o /parrot parrot.c -lgreet

FROM debian:13-slim
COPY --from=build /usr/lib/libgreet.so /usr/lib/
COPY --from=build /parrot /usr/local/bin/
`,
  });
  await onTheHouse(recorder, "over", "/usr/lib", "gcc -o /shop shop.c -L/lib-of-ours -lgreet");
  await onTheHouse(
    recorder,
    "beside",
    "/opt/shop",
    "gcc -o /shop shop.c -L/lib-of-ours -lgreet -Wl,-rpath,/opt/shop",
  );
}

async function onTheHouse(recorder: Recorder, key: string, folder: string, link: string): Promise<void> {
  const built = await recorder.build(`${key}-build`, {
    title: `the shop's library, copied to ${folder}`,
    tag: "shop",
    files,
    dockerfile: `FROM toolchain:13 AS build
COPY greet.c shop.c ./
RUN mkdir /lib-of-ours && echo Ada > /customer \\
 && gcc -shared -fPIC -o /lib-of-ours/libgreet.so greet.c \\
 && ${link}

FROM house:2
COPY --from=build /customer /usr/share/shop/
COPY --from=build /shop /usr/local/bin/
COPY --from=build /lib-of-ours/ ${folder}/
CMD ["shop"]
`,
  });
  await recorder.run(key, built, { title: `the shop, with its library in ${folder}` });
  await recorder.run(`${key}-parrot`, built, {
    title: "the base's own tool, in the same image",
    command: ["parrot"],
  });
}
