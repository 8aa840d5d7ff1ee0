import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Scope } from "../../workbench/engine/scope.ts";
import type { Engine } from "../../workbench/engine/types.ts";

const LAYERS = 20;

/**
 * Two images of 20 layers each that share all but the last: a base with its own programs copied again and again, so that
 * there is as much text, and as many programs, as in life. Out of the engine again when disposed of.
 */
export async function layeredImage(engine: Engine, base: string) {
  const scope = new Scope(engine);
  const contextDir = await mkdtemp(join(tmpdir(), "groundwork-bench-"));
  const build = async (last: string) => {
    const steps = Array.from({ length: LAYERS - 2 }, (_, index) => `RUN cp -a /usr/sbin /opt/${index}`);
    const dockerfileText = [`FROM ${base}`, ...steps, `RUN cp -a /usr/sbin /opt/${last}`].join("\n");
    const built = await scope.build({ contextDir, dockerfileText, deadlineMs: 600_000 });
    if (!built.ok) throw new Error(`The image of ${LAYERS} layers could not be built: ${built.message}`);
    return built.imageId;
  };
  const [first, second] = [await build("first"), await build("second")];
  return {
    first,
    second,
    async [Symbol.asyncDispose]() {
      await scope[Symbol.asyncDispose]();
      await rm(contextDir, { recursive: true, force: true });
    },
  };
}
