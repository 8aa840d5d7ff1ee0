import { isDeepStrictEqual } from "node:util";
import { identityOf } from "../../image/start/identity.ts";
import type { StartImage } from "../../image/start/types.ts";
import type { ImageConfig } from "../../image/types.ts";

export interface Settings {
  /** Instructions of a Dockerfile. */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/**
 * What an image's config says itself, and does not only inherit, as a Dockerfile would say it on any base. Pure.
 * @param base config of its base; null where that is not known: then all of it counts, and the user by number
 */
export function settingsOf(image: StartImage, base: ImageConfig | null): Settings {
  const { config } = image;
  const env = environment(config, base);
  const lines = [
    ...labels(config, base),
    ...env.lines,
    ...(config.workdir === "" || config.workdir === base?.workdir
      ? []
      : [`WORKDIR ${escaped(config.workdir)}`]),
    ...newOf(config.exposedPorts, base?.exposedPorts).map((port) => `EXPOSE ${port}`),
    ...newOf(config.volumes, base?.volumes).map((path) => `VOLUME ${JSON.stringify([path])}`),
    ...(config.stopSignal === null || config.stopSignal === base?.stopSignal
      ? []
      : [`STOPSIGNAL ${config.stopSignal}`]),
    ...user(image, base),
    ...command(config, base),
  ];
  return { lines, notes: env.notes };
}

const newOf = (own: readonly string[], inherited: readonly string[] = []) =>
  own.filter((each) => !inherited.includes(each));

/** Texts of several lines can't be said by a Dockerfile. */
const isLine = ({ value }: { readonly value: string }) => !/[\r\n]/.test(value);

function environment(config: ImageConfig, base: ImageConfig | null): Settings {
  const own = newOf(config.env, base?.env).map((line) => {
    const at = line.indexOf("=");
    return { name: line.slice(0, at), value: line.slice(at + 1) };
  });
  return {
    lines: own.filter(isLine).map(({ name, value }) => `ENV ${name}="${longer(name, value, base)}"`),
    notes: own
      .filter((each) => !isLine(each))
      .map(
        ({ name }) =>
          `The variable ${name} has more than one line, which no Dockerfile can say: it was not carried.`,
      ),
  };
}

/** Neither what a run of ours wrote there nor what names the base, which is another now. */
const OURS = /^(dev\.groundwork\.|org\.opencontainers\.image\.base\.)/;

function labels({ labels: own }: ImageConfig, base: ImageConfig | null): string[] {
  return Object.entries(own)
    .map(([name, value]) => ({ name, value }))
    .filter(({ name, value }) => !OURS.test(name) && base?.labels[name] !== value)
    .filter(isLine)
    .map(({ name, value }) => `LABEL "${escaped(name)}"="${escaped(value)}"`);
}

/** `PATH=/app/bin:$PATH` was written for any base: what it adds is carried, not what it found. */
function longer(name: string, value: string, base: ImageConfig | null): string {
  const inherited = base?.env.findLast((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  if (inherited !== "" && value.endsWith(`:${inherited}`))
    return `${escaped(value.slice(0, -inherited.length))}\${${name}}`;
  if (inherited !== "" && value.startsWith(`${inherited}:`))
    return `\${${name}}${escaped(value.slice(inherited.length))}`;
  return escaped(value);
}

const escaped = (text: string) => text.replace(/[\\"$]/g, "\\$&");

/** A name means nothing where the base's own list of users did not come along. */
function user(image: StartImage, base: ImageConfig | null): string[] {
  const written = image.config.user;
  if (written === (base?.user ?? "")) return [];
  const who = base === null ? identityOf(image, written) : null;
  return [`USER ${who && "uid" in who ? `${who.uid}:${who.gid}` : written || "0"}`];
}

/** An ENTRYPOINT of its own empties the CMD that a base has. */
function command({ entrypoint, cmd }: ImageConfig, base: ImageConfig | null): string[] {
  const line = (name: string, words: readonly string[] | null) => `${name} ${JSON.stringify(words ?? [])}`;
  if (base === null || !isDeepStrictEqual(entrypoint, base.entrypoint))
    return [line("ENTRYPOINT", entrypoint), line("CMD", cmd)];
  return isDeepStrictEqual(cmd, base.cmd) ? [] : [line("CMD", cmd)];
}
