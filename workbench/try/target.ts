import { BadInput } from "../lab/errors.ts";
import { resolveTarget, type ResolveOptions } from "../inspect/target/resolve.ts";

/** What there is to try. */
export type TryTarget =
  | { readonly kind: "folder"; readonly dir: string }
  | { readonly kind: "image"; readonly image: string; readonly known: readonly string[] };

/**
 * Decides whether a name means a folder to build or an image, as `groundwork inspect` decides; what could be both is asked
 * back.
 * @param dockerfile the file that makes a folder one to build
 * @throws TargetError for a name that is nothing or two things, BadInput for what can't be tried
 */
export async function resolveTry(
  given: string,
  dockerfile: string,
  options: ResolveOptions,
): Promise<TryTarget> {
  const { shown, open, known } = await resolveTarget(given, { ...options, buildFile: dockerfile });
  if (shown.kind === "folder") return { kind: "folder", dir: given };
  if (shown.kind === "file")
    throw new BadInput(
      `${given} is a file, and an image has to be in the engine to be run.`,
      `If it is an image's archive: docker load -i ${given}, then name the image.`,
    );
  if (shown.kind === "base")
    throw new BadInput(
      `${given} is a base itself: nothing was added that could be laid on another.`,
      "Name an image that was built on it, or a folder with a Dockerfile.",
    );
  return { kind: "image", image: open, known };
}
