import { readFileSync, writeFileSync } from "node:fs";

writeFileSync("/app/data/note", process.argv[2] ?? "nothing");
console.log("kept:", readFileSync("/app/data/note", "utf8"));
