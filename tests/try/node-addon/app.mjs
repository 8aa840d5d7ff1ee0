import { createRequire } from "node:module";

console.log("the addon was linked to", createRequire(import.meta.url)("./addon.node"));
