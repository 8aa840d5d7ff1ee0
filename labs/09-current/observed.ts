import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";
import { DIGEST, NAME, edition } from "./scenes.ts";

export interface Image {
  readonly layers: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

interface Edition {
  readonly digest: string;
  readonly layers: readonly string[];
}

export interface Base {
  readonly name: string;
  readonly now: Edition;
  readonly before: readonly Edition[];
}

/** One question for the learner's function: a real image, what a real registry says, and the truth. */
export interface Observed {
  readonly title: string;
  readonly image: Image;
  readonly base: Base;
  readonly verdict: "current" | "stale" | "unknown";
}

// #region observe
/** Three editions of a base in a real registry, and images on each of them. */
export async function observe(bench: Bench): Promise<readonly Observed[]> {
  const registry = await bench.registry();
  const editions: Edition[] = [];
  const publish = async (from: string, tag: string): Promise<void> => {
    const image = await edition(bench, from, `${tag} ${bench.token}`);
    await registry.push(image.id, `base:${tag}`);
    editions.push({
      digest: await registry.digest(`base:${tag}`),
      layers: (await seen(bench, image)).layers,
    });
  };
  await publish("busybox:1.38-musl", "1.0");
  await publish("busybox:1.38-musl", "1.1");
  // The third is mended on top of the second: whoever stands on it begins with the second's layers, too.
  await publish("localhost:5000/base:1.1", "1.2");
  const [first, second, third] = editions as [Edition, Edition, Edition];
  const name = "localhost:5000/base:1";
  const raised: Base = { name, now: third, before: [first, second] };
  const rolledBack: Base = { name, now: second, before: [first, third] };
  const labels = (digest: string): string => `LABEL ${NAME}=${name} ${DIGEST}=${digest}\n`;
  const on = async (from: string, rest = ""): Promise<Image> =>
    seen(bench, await bench.scene(`FROM ${from}\n${rest}COPY app /app\n`, { app: bench.token }));
  const place = "localhost:5000/base:";
  const [one, two, three] = [await on(`${place}1.0`), await on(`${place}1.1`), await on(`${place}1.2`)];
  const forgot = await on(`${place}1.2`, labels(first.digest));
  const flat = await on("scratch", labels(third.digest));
  const flatOld = await on("scratch", labels(first.digest));
  const other = await seen(bench, await edition(bench, "busybox:1.38-musl", `other ${bench.token}`));
  const verdict = (title: string, image: Image, says: Observed["verdict"], base = raised): Observed => ({
    ...{ title, image, base },
    verdict: says,
  });
  return [
    verdict("an image on the first edition", one, "stale"),
    verdict("an image on the second edition", two, "stale"),
    verdict("an image on the third edition, which is the one of now", three, "current"),
    verdict("an image on the third edition whose label somebody forgot to raise", forgot, "current"),
    verdict("an image on another base of the same makers", other, "unknown"),
    verdict("an image of one layer, whose label names the digest of now", flat, "current"),
    verdict("an image of one layer, whose label names an older digest", flatOld, "stale"),
    verdict("an image on the second edition, after a roll back to it", two, "current", rolledBack),
    verdict("an image on the third edition, after a roll back to the second", three, "stale", rolledBack),
  ];
}
// #endregion

async function seen(bench: Bench, image: BuiltImage): Promise<Image> {
  const { layers, config } = await bench.look(image);
  return { layers: layers.map(({ digest }) => digest), labels: config.labels };
}

/** How many layers of each edition an image begins with, for the one who has to find out why. Pure. */
export function bases(image: Image, base: Base): string {
  const row = (title: string, { layers, digest }: Edition): string => {
    const differs = layers.findIndex((layer, at) => layer !== image.layers[at]);
    const same = differs === -1 ? "all" : String(differs);
    const said = image.labels[DIGEST] === digest ? ", and its label names it" : "";
    return `${title}: ${same} of its ${layers.length} layers lie at the bottom of the image${said}`;
  };
  return [row("now", base.now), ...base.before.map((each) => row("before", each))].join("\n");
}
