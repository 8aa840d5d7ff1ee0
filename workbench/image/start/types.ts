import type { ImageRead } from "../read.ts";
import type { StartError, StartPrediction } from "./schema.ts";

export type { LibraryUse, MissingVersion, StartError, StartPrediction } from "./schema.ts";

/** What of an image the prediction looks at. */
export type StartImage = Pick<ImageRead, "platform" | "config" | "files" | "contents">;

/** How the container would be started, where it is not as the image's config says. */
export interface StartRequest {
  /** A program to try in place of the image's command: a path, or a bare name that PATH finds. Its arguments are none. */
  readonly path?: string;
  /** Replaces ENTRYPOINT, and the image's CMD does not count then; an empty list clears it, and the CMD stays. */
  readonly entrypoint?: readonly string[];
  /** Replaces CMD. */
  readonly cmd?: readonly string[];
  /** Replaces USER. */
  readonly user?: string;
}

export type Stage = StartPrediction["stage"];

/** An end before the program itself runs. */
export interface Ending {
  readonly outcome: "fails" | "depends";
  readonly stage: Stage;
  readonly reason: string;
  readonly error: StartError | null;
}
