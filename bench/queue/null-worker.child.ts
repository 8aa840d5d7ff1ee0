import { Worker } from "bullmq";
import { Redis } from "ioredis";
import { PREFIX, queueOf } from "../../workbench/grade/executors/queue/board.ts";
import { jobSchema, type Answer } from "../../workbench/grade/executors/queue/schema.ts";
import { gradeFixture } from "../../workbench/grade/made.fixture.ts";
import { openStore } from "../../workbench/grade/store/open.ts";

/** A worker that builds nothing and answers at once with a made grade: what is left is what the queue costs. */
const [url = "", run = "", where = ""] = process.argv.slice(2);
const store = openStore(where);
const connection = new Redis(url, { maxRetriesPerRequest: null });
const worker = new Worker<unknown, Answer>(
  queueOf(run),
  async ({ data }) => {
    const { key, pseudonym, lab, digest: submission, files } = jobSchema.parse(data);
    await store.get(files);
    const grade = gradeFixture({ key, pseudonym, lab, submission });
    const address = await store.put(Buffer.from(JSON.stringify(grade)));
    return { format: "groundwork.job-result/1", grade: address, worker: "null" };
  },
  { connection, prefix: PREFIX, concurrency: 4 },
);
process.once("SIGTERM", () => void worker.close().then(() => connection.disconnect()));
