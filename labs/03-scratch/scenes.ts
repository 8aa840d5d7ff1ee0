import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";

// #region predictions
/** The six images of answers.json: name → Dockerfile. */
export const predictionScenes: Readonly<Record<string, string>> = {
  "one-letter-off": 'FROM scratch\nCOPY --from=programs/esbuild /esbuild /app\nCMD ["/ap", "--version"]\n',
  "shell-form": "FROM scratch\nCOPY --from=programs/esbuild /esbuild /app\nCMD /app --version\n",
  "bare-name": 'FROM scratch\nCOPY --from=programs/esbuild /esbuild /app\nCMD ["app", "--version"]\n',
  "glibc-alone": 'FROM scratch\nCOPY --from=programs/biome /biome /app\nCMD ["/app", "--version"]\n',
  "glibc-with-loader": `FROM debian:13-slim AS parts
COPY --from=programs/biome /biome /biome
RUN mkdir /parts && ldd /biome | grep -o '/[^ ]*/ld-linux[^ ]*' | xargs cp --parents --dereference --target-directory /parts

FROM scratch
COPY --from=parts /parts /
COPY --from=programs/biome /biome /app
CMD ["/app", "--version"]
`,
  "label-says-musl":
    'FROM scratch\nCOPY --from=programs/biome-musl /biome-musl /app\nCMD ["/app", "--version"]\n',
};
// #endregion

// #region forecast
/** One image to forecast: what is done to a complete one, and the program that is started in it. */
export interface ForecastScene {
  readonly title: string;
  readonly image: BuiltImage;
  readonly program: string;
}

/**
 * Builds a program that needs a library that needs another library, all with names made up for this run,
 * and then spoils the image in several ways.
 */
export async function forecastScenes(bench: Bench): Promise<readonly ForecastScene[]> {
  const program = `/bin/${bench.token}`;
  const outer = `libouter-${bench.token}.so`;
  const inner = `libinner-${bench.token}.so`;
  const build = `FROM toolchain:13 AS build
WORKDIR /src
COPY *.c ./
RUN gcc -shared -fPIC -o /usr/lib/${inner} inner.c \\
 && gcc -shared -fPIC -o /usr/lib/${outer} outer.c -l:${inner} \\
 && gcc -Wl,-rpath-link,/usr/lib -o ${program} main.c -l:${outer} \\
 && gcc -static -o ${program}-static main.c inner.c outer.c \\
 && mkdir -p /parts \\
 && ldd ${program} | grep -o '/[^ ]*' | xargs cp --parents --dereference --target-directory /parts \\
 && cp --parents ${program} ${program}-static /parts
`;
  const files = {
    "main.c": "int outer(void);\nint main(void) { return outer() - 42; }\n",
    "outer.c": "int inner(void);\nint outer(void) { return inner() + 1; }\n",
    "inner.c": "int inner(void) { return 41; }\n",
  };
  const made = async (title: string, spoil: string, started = program): Promise<ForecastScene> => {
    const text = `${build}RUN ${spoil}\n\nFROM scratch\nCOPY --from=build /parts /\nENTRYPOINT ["${started}"]\n`;
    return { title, image: await bench.scene(text, files), program: started };
  };
  return [
    await made("a complete image", "true"),
    await made(
      "a static program, and no loader",
      "find /parts -name 'ld-linux*' -delete",
      `${program}-static`,
    ),
    await made("a program that was never copied", "true", `${program}-elsewhere`),
    await made("an image without the loader", "find /parts -name 'ld-linux*' -delete"),
    await made("an image without a library of the program", `find /parts -name '${outer}' -delete`),
    await made("an image without a library's own library", `find /parts -name '${inner}' -delete`),
    await made(
      "an image with a library in a folder of its own",
      `mkdir /parts/opt && find /parts -name '${outer}' -exec mv {} /parts/opt/ \\;`,
    ),
  ];
}
// #endregion
