import { createRequire } from "node:module";

// What rollup, swc, sharp and many others do: ask Node which libc it has, then load that twin.
const isGlibc = process.report.getReport().header.glibcVersionRuntime !== undefined;
const painter = createRequire(import.meta.url)(isGlibc ? "painter-glibc" : "painter-musl");
console.log("loaded, with", Object.keys(painter).length, "functions, for", process.env.WHO ?? "nobody");
