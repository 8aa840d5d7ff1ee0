/** What a push takes and what comes back, and what a registry says of a tag. */

export interface PushRequest {
  /** Tag, digest or id of an image that the engine holds. */
  readonly image: string;
  /** `127.0.0.1:PORT/groundwork/NAME:TAG`: a registry on this machine, and a name of ours in it. */
  readonly to: string;
}

/** What the engine said of one layer while it pushed or pulled: its short id, and its last word (`Pushed`, `Layer already exists`, …). */
export interface LayerStatus {
  readonly id: string;
  readonly status: string;
}

export type PushOutcome =
  | {
      readonly ok: true;
      /** The manifest's, in the registry. */
      readonly digest: string;
      /** In the order in which the engine named them. */
      readonly layers: readonly LayerStatus[];
    }
  | { readonly ok: false; readonly message: string };

/** The digest that a tag means in its registry: of a manifest, or of an index where it has several platforms. */
export type RegisteredOutcome =
  | { readonly ok: true; readonly digest: string }
  | {
      readonly ok: false;
      readonly kind: "unreachable" | "missing" | "refused" | "limit" | "cancelled";
      readonly message: string;
    };
