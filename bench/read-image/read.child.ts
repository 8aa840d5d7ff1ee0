import { readFile } from "node:fs/promises";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { openImage } from "../../workbench/image/sources/open.ts";

// Started by the benchmark: reads one image and says what it cost. Node and the engine's libraries are there before the clock starts.
const [image = "", cacheDir = null] = process.argv.slice(2);
const engine = await connectEngine();
const start = performance.now();
const read = await openImage(image, { engine, cacheDir, measureCompressed: false });
const ms = performance.now() - start;
console.log(
  JSON.stringify({
    ms,
    layers: read.layers.length,
    files: read.files.size,
    unpackedBytes: read.unpackedBytes,
    peakMemoryBytes: await peakMemory(),
  }),
);

/** VmHWM of proc(5), in bytes: what the system says of resources used still counts the process that started this one. */
async function peakMemory(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kibibytes) * 1024;
}
