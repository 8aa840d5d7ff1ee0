import { createRequire } from "node:module";

// An addon can't be imported as a module is: Node loads it by require.
const native = createRequire(import.meta.url)("./native.node");
console.log("loaded, with", Object.keys(native).length, "functions:", process.argv[2]);
