import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";
import { z } from "zod";

/** One thing that a builder said, the same for both builders. */
export type BuildEvent =
  | { readonly type: "step"; readonly id: string; readonly name: string; readonly cached: boolean; readonly ended: boolean }
  | { readonly type: "output"; readonly id: string; readonly text: string }
  | { readonly type: "stepError"; readonly id: string; readonly name: string; readonly message: string }
  | { readonly type: "error"; readonly message: string; readonly exitCode: number | null }
  | { readonly type: "image"; readonly id: string };

const messageSchema = z.looseObject({
  id: z.string().optional(),
  stream: z.string().optional(),
  status: z.string().optional(),
  error: z.string().optional(),
  errorDetail: z.looseObject({ message: z.string().optional(), code: z.number().optional() }).optional(),
  aux: z.union([z.string(), z.looseObject({ ID: z.string().optional() })]).optional(),
});

const statusSchema = z.looseObject({
  vertexes: z
    .array(
      z.looseObject({
        digest: z.string(),
        name: z.string(),
        cached: z.boolean().optional(),
        started: z.unknown().optional(),
        completed: z.unknown().optional(),
        error: z.string().optional(),
      }),
    )
    .optional(),
  logs: z.array(z.looseObject({ vertex: z.string(), msg: z.string() })).optional(),
});

let statusType: protobuf.Type | undefined;

/** BuildKit's trace message type, from the schema file that dockerode ships. */
function buildkitStatus(): protobuf.Type {
  const schema = fileURLToPath(import.meta.resolve("dockerode/lib/proto/buildkit_status.proto"));
  return (statusType ??= protobuf.loadSync(schema).lookupType("moby.buildkit.v1.StatusResponse"));
}

/** The classic builder's current step, which its messages do not name; carried from one message to the next. */
export interface ClassicStep {
  id: string;
  /** Only its headline was heard so far: the line end that follows belongs to that, not to the step's output. */
  justBegan: boolean;
}

/** Turns one JSON message of a build stream into events. Handles what either builder sends; unknown messages give none. */
export function toEvents(message: unknown, step: ClassicStep): BuildEvent[] {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) return [];
  const { id, stream, status, error, errorDetail, aux } = parsed.data;
  if (error !== undefined || errorDetail !== undefined) {
    return [{ type: "error", message: errorDetail?.message ?? error ?? "", exitCode: errorDetail?.code ?? null }];
  }
  if (id === "moby.buildkit.trace" && typeof aux === "string") return traceEvents(aux);
  if (typeof aux === "object" && aux.ID !== undefined) return [{ type: "image", id: aux.ID }];
  if (stream !== undefined) return classicEvents(stream, step);
  if (status !== undefined) return [{ type: "output", id: step.id, text: `${id ? `${id}: ` : ""}${status}\n` }];
  return [];
}

function classicEvents(text: string, step: ClassicStep): BuildEvent[] {
  const header = /^Step (\d+)\/\d+ : /.exec(text);
  const endsHeader = text === "\n" && step.justBegan;
  step.justBegan = header !== null;
  if (endsHeader) return [];
  if (header?.[1] === undefined) return [{ type: "output", id: step.id, text }];
  step.id = header[1];
  return [{ type: "step", id: step.id, name: text.trim(), cached: false, ended: false }];
}

function traceEvents(base64: string): BuildEvent[] {
  const type = buildkitStatus();
  const plain: unknown = type.toObject(type.decode(Buffer.from(base64, "base64")), { longs: String, bytes: String });
  const status = statusSchema.parse(plain);
  const events: BuildEvent[] = [];
  for (const vertex of status.vertexes ?? []) {
    const step = { id: vertex.digest, name: vertex.name };
    if (vertex.error) events.push({ type: "stepError", ...step, message: vertex.error });
    else if (vertex.completed || vertex.started) {
      const ended = vertex.completed !== undefined;
      events.push({ type: "step", ...step, cached: vertex.cached ?? false, ended });
    }
  }
  for (const log of status.logs ?? []) {
    events.push({ type: "output", id: log.vertex, text: Buffer.from(log.msg, "base64").toString("utf8") });
  }
  return events;
}
