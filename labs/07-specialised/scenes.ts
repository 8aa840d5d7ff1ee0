/** One start: a Dockerfile, files of its context, and the words after the image's name. */
export interface Start {
  readonly dockerfile: string;
  readonly words: readonly string[];
}

// #region starts
const app = (from: string, cmd: string): string => `FROM ${from}\nWORKDIR /app\nCOPY app.js .\nCMD ${cmd}\n`;
const distroless = "gcr.io/distroless/nodejs24-debian13";

/** The seven starts of answers.json. */
export const starts: Readonly<Record<string, Start>> = {
  "slim-words": { dockerfile: app("node:24-slim", '["app.js"]'), words: [] },
  "slim-command": { dockerfile: app("node:24-slim", '["node", "app.js"]'), words: [] },
  "slim-other": { dockerfile: app("node:24-slim", '["app.js"]'), words: ["ls", "/app"] },
  "distroless-words": { dockerfile: app(distroless, '["app.js"]'), words: [] },
  "distroless-command": { dockerfile: app(distroless, '["node", "app.js"]'), words: [] },
  "distroless-other": { dockerfile: app(distroless, '["app.js"]'), words: ["ls", "/app"] },
  "musl-addon": {
    dockerfile: `FROM node:24-slim\nCOPY --from=programs/rollup-musl /rollup-musl /app.node\nCMD ["-p", "require('/app.node')"]\n`,
    words: [],
  },
};
// #endregion
