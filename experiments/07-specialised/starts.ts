import { readFileSync } from "node:fs";
import type { Recorder, Subject } from "../../workbench/record/types.ts";

const files = {
  "app.js": readFileSync(
    new URL("../../labs/07-specialised/starter/distroless/app.js", import.meta.url),
    "utf8",
  ),
};
const bases = { slim: "node:24-slim", distroless: "gcr.io/distroless/nodejs24-debian13" } as const;
const forms = { "node-app": '["node", "app.js"]', app: '["app.js"]' } as const;

/** The same app under two entrypoints, with its command written in the two ways that people write it. */
export async function starts(recorder: Recorder): Promise<void> {
  const built: Record<string, Subject> = {};
  for (const [base, reference] of Object.entries(bases)) {
    for (const [form, cmd] of Object.entries(forms)) {
      const key = `${base}-${form}`;
      built[key] = await recorder.build(`${key}-build`, {
        title: `CMD ${cmd} on ${reference}`,
        tag: "app",
        files,
        dockerfile: `FROM ${reference}\nWORKDIR /app\nCOPY app.js .\nCMD ${cmd}\n`,
      });
      await recorder.run(key, built[key], { title: `CMD ${cmd}` });
    }
  }
  const [slim, distroless] = [built["slim-app"], built["distroless-app"]];
  if (!slim || !distroless) throw new Error("The loop above built both.");
  await recorder.run("slim-ls", slim, { title: "another program instead", command: ["ls"] });
  await recorder.run("distroless-ls", distroless, { title: "another program instead", command: ["ls"] });
  await recorder.run("slim-flag", slim, { title: "an option instead", command: ["--version"] });
}
