import { createHash } from "node:crypto";
import { z } from "zod";
import type { Candidate, DiscoverHost } from "./types.ts";

const ConfigFile = z.object({ currentContext: z.string().optional() });
const MetaFile = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string().min(1) }) }),
});

/**
 * The engine that the docker command would talk to by its context; null when no context is in use.
 * Contexts are read from their files (`~/.docker/contexts/meta/<sha256 of the name>/meta.json`, the layout
 * of docker/cli's `context/store`), so the docker command need not be installed.
 * A context named in DOCKER_CONTEXT is a wish that we keep; one that was only last used is a hint.
 */
export function contextCandidate(host: DiscoverHost): Candidate | null {
  const folder = host.env["DOCKER_CONFIG"] || `${host.home}/.docker`;
  const fromEnv = host.env["DOCKER_CONTEXT"];
  const name = fromEnv || currentContext(host, folder);
  if (!name || name === "default") return null;
  const id = createHash("sha256").update(name).digest("hex");
  const meta = parse(MetaFile, host.readFile(`${folder}/contexts/meta/${id}/meta.json`));
  const certDir = `${folder}/contexts/tls/${id}/docker`;
  return {
    endpoint: meta?.Endpoints.docker.Host ?? `docker context "${name}"`,
    foundBy: `docker context "${name}"`,
    required: Boolean(fromEnv),
    certDir: host.exists(`${certDir}/ca.pem`) ? certDir : null,
    isPrivate: false,
    ...(meta === null && {
      unusable: `there is no readable context of that name under ${folder}/contexts; see \`docker context ls\``,
    }),
  };
}

function currentContext(host: DiscoverHost, folder: string): string | null {
  return parse(ConfigFile, host.readFile(`${folder}/config.json`))?.currentContext || null;
}

function parse<Output>(schema: z.ZodType<Output>, text: string | null): Output | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // A broken file of the docker command is not ours to complain about: the context is just not known.
    return null;
  }
}
