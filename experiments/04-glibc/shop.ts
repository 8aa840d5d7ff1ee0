import { readFileSync } from "node:fs";
import type { Recorder, Subject } from "../../workbench/record/types.ts";

/** A file of the lab's: chapter and lab buy from the same shelf. */
const ofTheLab = (path: string): string =>
  readFileSync(new URL(`../../labs/04-glibc/shop/${path}`, import.meta.url), "utf8");

/** Slim Debian with a package mirror of our own in a folder, which later Dockerfiles call `shop:1`. */
export function shop(recorder: Recorder): Promise<Subject> {
  return recorder.build("shop-build", {
    title: "slim Debian with a mirror of our own",
    tag: "shop:1",
    dockerfile: ofTheLab("Dockerfile"),
    files: { "shelf.sh": ofTheLab("shelf.sh") },
  });
}
