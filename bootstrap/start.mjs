// `npm start`: sets up what is missing, then serves the course.
import { main } from "./lib/say.mjs";
import { groundwork, setUp } from "./lib/setup.mjs";

await main(async () => groundwork(await setUp(), ["serve", ...process.argv.slice(2)]));
