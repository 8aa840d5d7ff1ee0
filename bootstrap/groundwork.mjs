#!/usr/bin/env node
// The `groundwork` command. Runs on Node 18 without any dependency; sets up what is missing, then hands over.
import { main } from "./lib/say.mjs";
import { groundwork, setUp } from "./lib/setup.mjs";

await main(async () => groundwork(await setUp(), process.argv.slice(2)));
