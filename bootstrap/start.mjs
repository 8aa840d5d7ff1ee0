// `npm start`: sets up what is missing, engine and bases included, then serves the course.
import { main, say } from "./lib/say.mjs";
import { groundwork, setUp } from "./lib/setup.mjs";

/** `groundwork` ends with this when the engine or the machine failed. */
const FAULT = 3;

await main(async () => {
  const node = await setUp();
  const prepared = await groundwork(node, ["setup"]);
  if (prepared === FAULT)
    say("reading works without an engine; the labs wait until `npx groundwork doctor` is content");
  else if (prepared !== 0) return prepared;
  return groundwork(node, ["serve", ...process.argv.slice(2)]);
});
