import type { Bench } from "../../workbench/lab/kit/index.ts";

// #region predictions
const hello = `#include <stdio.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

int main(void) {
#ifdef __GLIBC__
  gnu_get_libc_version();
#endif
  puts("TOKEN");
  return 0;
}
`;
const built = (how: string, base: string, more = ""): string =>
  `FROM toolchain:13 AS build\nCOPY hello.c .\nRUN ${how} -o /hello hello.c\n\nFROM ${base}\n${more}COPY --from=build /hello /hello\nCMD ["/hello"]\n`;
const tested = (more: string): string =>
  `FROM toolchain:13 AS build\nCOPY hello.c .\nRUN gcc -o /hello hello.c\n\nFROM build AS test\nRUN /hello | grep -q another-word\nRUN touch /passed\n\nFROM debian:13-slim\nCOPY --from=build /hello /hello\n${more}CMD ["/hello"]\n`;

/** The seven Dockerfiles of answers.json; hello.c prints one line, and asks glibc for its version where it is built for it. */
export const predictionScenes: Readonly<Record<string, string>> = {
  "glibc-on-alpine": built("gcc", "alpine:3.24"),
  "static-on-scratch": built("gcc -static", "scratch"),
  "musl-on-debian": built("musl-gcc", "debian:13-slim"),
  "library-left-behind": `FROM toolchain:13 AS build
COPY greet.c hello.c ./
RUN gcc -shared -fPIC -o /usr/lib/libgreet.so greet.c \\
 && gcc -Wl,--no-as-needed -o /hello hello.c -lgreet

FROM debian:13-slim
COPY --from=build /hello /hello
CMD ["/hello"]
`,
  "renamed-loader": built(
    "gcc",
    "alpine:3.24",
    "RUN mkdir -p /lib64 && ln -s /lib/ld-musl-x86_64.so.1 /lib64/ld-linux-x86-64.so.2\n",
  ),
  "test-nobody-asks-for": tested(""),
  "test-asked-for": tested("COPY --from=test /passed /passed\n"),
};
// #endregion

const greet = (words: string): string =>
  `#include <stdio.h>\nvoid greet(const char *name) { printf("${words}, %s\\n", name); }\n`;

/** The files that the predictions are built from. */
export const predictionFiles = (token: string): Readonly<Record<string, string>> => ({
  "hello.c": hello.replace("TOKEN", token),
  "greet.c": greet("good day"),
});

/** Makes `house:2`: a base with a newer libgreet.so, and a tool that needs what is new in it. */
export async function makeHouse(bench: Bench): Promise<void> {
  const twice = "void greet_twice(const char *name) { greet(name); greet(name); }\n";
  const parrot =
    "void greet_twice(const char *name);\nint main(int n, char **w) { if (n > 1) greet_twice(w[1]); return n < 2; }\n";
  const house = await bench.scene(
    `FROM toolchain:13 AS build
COPY greet.c parrot.c ./
RUN gcc -shared -fPIC -o /usr/lib/libgreet.so greet.c && gcc -o /parrot parrot.c -lgreet

FROM debian:13-slim
COPY --from=build /usr/lib/libgreet.so /usr/lib/
COPY --from=build /parrot /usr/local/bin/
`,
    { "greet.c": greet("hello") + twice, "parrot.c": parrot },
  );
  await bench.name("house:2", house);
}

/** A folder as it lies on a laptop, around the learner's .dockerignore. `word` is what the app must say, `secret` what must stay out. */
export function laptop(dockerignore: string, word: string, secret: string): Readonly<Record<string, string>> {
  const greeting = (says: string) => `module.exports = ${JSON.stringify(says)};\n`;
  const manifest = '{ "name": "greeting", "version": "1.0.0" }\n';
  return {
    ".dockerignore": dockerignore,
    ".env": `PASSWORD=${secret}\n`,
    "main.cjs": 'console.log(require("greeting"));\n',
    "package.json": '{ "private": true, "dependencies": { "greeting": "file:vendor/greeting" } }\n',
    "vendor/greeting/package.json": manifest,
    "vendor/greeting/index.js": greeting(`installed here: ${word}`),
    "node_modules/greeting/package.json": manifest,
    "node_modules/greeting/index.js": greeting("brought from the laptop"),
    "public/robots.txt": "User-agent: *\n",
    "packages/web/page.html": "<p>hello</p>\n",
    "packages/web/.env": `PASSWORD=${secret}\n`,
    "packages/web/node_modules/left/index.js": greeting("left"),
  };
}
