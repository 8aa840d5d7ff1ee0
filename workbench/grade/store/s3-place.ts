import { BadInput } from "../../lab/errors.ts";

/** A bucket of an S3-compatible store, and where in it. */
export interface S3Place {
  /** Scheme, host, port and perhaps a path; no final slash. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Names between the bucket and our objects. */
  readonly prefix: readonly string[];
  readonly region: string;
}

export interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export const S3_FORM = "s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=REGION";
const KEY_NAMES = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;

/** What S3-compatible stores take where they have no regions. */
const USUAL_REGION = "us-east-1";

/** AWS, "General purpose bucket naming rules". */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** AWS, "Object key naming guidelines", safe characters. A dot alone or twice would change the path. */
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9!_.*'()-]+$/;
const REGION = /^[a-z0-9-]{1,40}$/;

/** Reads an `s3://` text. No error repeats it whole: somebody may have put a key in. @throws BadInput */
export function parseS3(where: string): S3Place {
  const url = URL.parse(where);
  if (url === null) throw wrong("The store's address can't be read.");
  if (url.username !== "" || url.password !== "") throw withKeys("The store's address");
  const unknown = [...url.searchParams.keys()].filter((name) => name !== "endpoint" && name !== "region");
  if (unknown.length > 0) throw wrong(`The store's address has a "${unknown[0]}", which means nothing here.`);
  const bucket = url.hostname;
  if (!BUCKET.test(bucket) || url.port !== "") throw wrong(`"${url.host}" is no name of a bucket.`);
  const prefix = url.pathname.split("/").filter((name) => name !== "");
  const odd = prefix.find((name) => !NAME.test(name));
  if (odd !== undefined) throw wrong(`"${odd}" can't be part of the prefix.`);
  const region = url.searchParams.get("region") || USUAL_REGION;
  if (!REGION.test(region)) throw wrong(`"${region}" is no name of a region.`);
  return { endpoint: endpointOf(url.searchParams.get("endpoint")), bucket, prefix, region };
}

function endpointOf(text: string | null): string {
  if (text === null || text === "") throw wrong("The store's address names no endpoint.");
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw wrong("The store's endpoint is no https address.");
  if (url.username !== "" || url.password !== "") throw withKeys("The store's endpoint");
  if (url.search !== "" || url.hash !== "")
    throw wrong("The store's endpoint has more than a host, a port and a path.");
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** The keys, from where every S3 client takes them. @throws BadInput when one is not set */
export function s3Keys(env: NodeJS.ProcessEnv): S3Keys {
  const absent = KEY_NAMES.filter((name) => !env[name]);
  if (absent.length > 0) {
    throw new BadInput(
      `The store is S3-compatible, and the environment has no ${absent.join(" and no ")}.`,
      `Set ${KEY_NAMES.join(" and ")}, then try again. They are written down nowhere.`,
    );
  }
  return {
    accessKeyId: env[KEY_NAMES[0]] ?? "",
    secretAccessKey: env[KEY_NAMES[1]] ?? "",
    sessionToken: env["AWS_SESSION_TOKEN"] || undefined,
  };
}

function wrong(message: string): BadInput {
  return new BadInput(message, `Write it as ${S3_FORM}`);
}

function withKeys(what: string): BadInput {
  return new BadInput(
    `${what} holds a user or a password.`,
    `Take it out, since addresses are printed and logged, and set ${KEY_NAMES.join(" and ")} in the environment.`,
  );
}
