/** What discovery may ask of the machine. Injected, so that every rule is tested without an engine. */
export interface DiscoverHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Home folder of the user. */
  readonly home: string;
  /** Numeric user id; null where there is none (Windows). */
  readonly uid: number | null;
  /** Text of a file, or null when it can't be read. */
  readFile(path: string): string | null;
  /** True when there is something at this path. */
  exists(path: string): boolean;
}

/** A place where an engine may answer. */
export interface Candidate {
  /** `unix:///…`, `tcp://…` or `npipe:////./pipe/…`. */
  readonly endpoint: string;
  /** How we came to this endpoint, in words. */
  readonly foundBy: string;
  /** The user named exactly this engine: if it does not answer, no other one may be used in its place. */
  readonly required: boolean;
  /** Folder with ca.pem, cert.pem and key.pem for a TLS endpoint; null for a plain one. */
  readonly certDir: string | null;
  readonly isPrivate: boolean;
  /** Set when we know without asking that this endpoint can't be used. */
  readonly unusable?: string;
}

export interface Answer {
  readonly answered: true;
  /** `docker` or `podman`. */
  readonly product: string;
  readonly version: string;
  readonly apiVersion: string;
}

export interface Refusal {
  readonly answered: false;
  /** Why, in plain words, with what to do where that is known. */
  readonly reason: string;
}

export type ProbeOutcome = Answer | Refusal;

/** One line of the list that a person sees when they ask what was tried. */
export interface Tried {
  readonly endpoint: string;
  readonly foundBy: string;
  readonly answered: boolean;
  readonly reason: string;
}

export interface Discovery {
  /** The first candidate that answered; null when none did. */
  readonly found: Candidate | null;
  /** The engine that the user named did not answer, so nothing else was tried. */
  readonly namedEngineSilent: boolean;
  readonly tried: readonly Tried[];
}
