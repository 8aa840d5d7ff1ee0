// `npm test`: sets up what is missing, engine and bases included, then runs every test.
import { join } from "node:path";
import { root } from "./lib/paths.mjs";
import { main } from "./lib/say.mjs";
import { groundwork, handOver, setUp } from "./lib/setup.mjs";

await main(async () => {
  const node = await setUp();
  const prepared = await groundwork(node, ["setup"]);
  if (prepared !== 0) return prepared;
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  return handOver(node, [vitest, "run", ...process.argv.slice(2)], { cwd: root });
});
