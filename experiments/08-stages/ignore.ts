import type { Recorder } from "../../workbench/record/types.ts";

const dockerfile = `FROM node:24-slim
COPY --from=programs/rollup-glibc /rollup-glibc /opt/painter/index.node
COPY painter.json /opt/painter/package.json
WORKDIR /opt
RUN npm pack --silent ./painter

WORKDIR /app
COPY package.json .
RUN npm install --offline --silent
COPY . .
CMD ["main.cjs"]
`;

/** `COPY . .` after an install, with and without a .dockerignore. */
export async function ignore(recorder: Recorder): Promise<void> {
  const laptops = await recorder.foreignProgram("rollup-glibc");
  const files = {
    "package.json": '{ "private": true, "dependencies": { "painter": "file:/opt/painter-1.0.0.tgz" } }\n',
    "painter.json": '{ "name": "painter", "version": "1.0.0", "main": "index.node" }\n',
    "main.cjs": 'console.log(Object.keys(require("painter")).length, "functions");\n',
    ".env": "PASSWORD=hunter2\n",
    "node_modules/painter/index.node": laptops,
    "packages/web/.env": "PASSWORD=hunter3\n",
  };
  const lists = {
    none: undefined,
    top: ".env\nnode_modules\n",
    deep: "**/.env\n**/node_modules\n",
  } as const;
  for (const [key, list] of Object.entries(lists)) {
    const built = await recorder.build(`ignore-${key}-build`, {
      title:
        list === undefined ? "without a .dockerignore" : `.dockerignore: ${list.trim().replace("\n", ", ")}`,
      tag: "app",
      files: list === undefined ? files : { ...files, ".dockerignore": list },
      dockerfile,
    });
    await recorder.run(`ignore-${key}`, built, { title: "the app, started" });
    await recorder.run(`ignore-${key}-env`, built, {
      title: "secrets in the image",
      entrypoint: ["/usr/bin/find"],
      command: ["/app", "-name", ".env"],
    });
  }
}
