import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { BadInput } from "../../../lab/errors.ts";
import { workerStateSchema } from "../queue/schema.ts";
import type { Status, StatusListener } from "./status.ts";

/** Seconds that grading one hand-in takes, from the quickest refusal to the longest that an assignment allows. */
const SECONDS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600];

/** What a worker counts, for Prometheus. No label names a student. */
export class Metrics implements StatusListener {
  readonly #registry = new Registry();
  readonly #graded: Counter<"lab" | "verdict">;
  readonly #seconds: Histogram<"lab">;
  readonly #faults: Counter;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry, prefix: "groundwork_worker_" });
    this.#graded = new Counter({
      name: "groundwork_hand_ins_graded_total",
      help: "Hand-ins graded by this worker",
      labelNames: ["lab", "verdict"],
      registers,
    });
    this.#seconds = new Histogram({
      name: "groundwork_grading_seconds",
      help: "Seconds from opening a sandbox to the grade",
      labelNames: ["lab"],
      buckets: SECONDS,
      registers,
    });
    this.#faults = new Counter({
      name: "groundwork_faults_total",
      help: "Attempts that failed through no fault of the hand-in",
      registers,
    });
  }

  graded({ lab, verdict, durationMs }: Parameters<StatusListener["graded"]>[0]): void {
    this.#graded.inc({ lab, verdict });
    this.#seconds.observe({ lab }, durationMs / 1000);
  }

  fault(): void {
    this.#faults.inc();
  }

  /** What changes by itself is asked for when somebody looks. */
  watch(status: Status): void {
    const registers = [this.#registry];
    new Gauge({
      name: "groundwork_jobs_running",
      help: "Hand-ins that are being graded now",
      registers,
      collect() {
        this.set(status.running);
      },
    });
    new Gauge({
      name: "groundwork_worker_state",
      help: "1 for the state that the worker is in, 0 for the others",
      labelNames: ["state"],
      registers,
      collect() {
        for (const state of workerStateSchema.options)
          this.set({ state }, Number(status.heartbeat.state === state));
      },
    });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Answers GET /metrics until it is disposed. Throws BadInput where nobody may listen there. */
  async serve({
    host,
    port,
  }: {
    readonly host: string;
    readonly port: number;
  }): Promise<AsyncDisposable & { readonly port: number }> {
    const server = createServer((request, response) => {
      if (request.method !== "GET" || request.url !== "/metrics") {
        response
          .writeHead(404, { "content-type": "text/plain" })
          .end("There is /metrics, and nothing else.\n");
        return;
      }
      void this.text().then((text) =>
        response.writeHead(200, { "content-type": this.#registry.contentType }).end(text),
      );
    });
    server.listen(port, host);
    await once(server, "listening").catch((error: unknown) => {
      throw new BadInput(
        `Metrics can't be served on ${host}:${port}: ${String(error)}`,
        "Give another port: --metrics PORT",
      );
    });
    return { port: portOf(server), [Symbol.asyncDispose]: () => closed(server) };
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}
