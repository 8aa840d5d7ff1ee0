import type { Recorder, Subject } from "../../workbench/record/types.ts";
import { distroless, text } from "./references.ts";

const PORT = "8080";
const listening = { env: { PORT }, command: ["hello"], ready: { log: /listening/ } };

/** A server without a shell: asked for its health in two ways, and looked into in three. */
export async function served(recorder: Recorder): Promise<void> {
  const curl = await app(recorder, "curl", `CMD curl --fail http://127.0.0.1:${PORT}/ || exit 1`);
  const unwell = await recorder.serve("web", curl, listening);
  await unwell.health("health-curl", "asked by curl, through a shell");
  await unwell[Symbol.asyncDispose]();

  const probe = await app(recorder, "probe", 'CMD ["/serve", "probe"]');
  const web = await recorder.serve("web", probe, listening);
  await web.health("health-probe", "asked by itself");
  await web.exec("exec-shell", "a shell in the running container", ["sh"]);
  await web.copy("copy", "a file, copied out", "/etc/app/settings");
  await beside(recorder);
  await web[Symbol.asyncDispose]();
}

function app(recorder: Recorder, name: string, check: string): Promise<Subject> {
  return recorder.build(`web-${name}-build`, {
    title: `a server that is asked for its health by ${name}`,
    tag: "web",
    files: {
      "serve.c": text("../../labs/06-distroless/starter/health/serve.c"),
      settings: "colour = green\n",
    },
    dockerfile: `FROM toolchain:13 AS build
COPY serve.c .
RUN musl-gcc -static -O2 -o /serve serve.c

FROM ${distroless.static}
COPY --from=build /serve /serve
COPY settings /etc/app/settings
USER 65532:65532
HEALTHCHECK --interval=1s --retries=1 ${check}
ENTRYPOINT ["/serve"]
`,
  });
}

/** A second container, with tools, that shares processes and network with the first. */
async function beside(recorder: Recorder): Promise<void> {
  const look = (key: string, title: string, typed: string) =>
    recorder.run(key, recorder.base("busybox"), {
      title,
      pid: "container:web",
      network: "container:web",
      capAdd: ["SYS_PTRACE"],
      command: ["sh", "-c", typed],
    });
  await look("beside-processes", "who is process 1?", "tr '\\0' ' ' < /proc/1/cmdline");
  await look("beside-files", "a file of the other container", "cat /proc/1/root/etc/app/settings");
  await look(
    "beside-network",
    "what it answers on its own loopback",
    `wget -q -O - http://127.0.0.1:${PORT}/`,
  );
}
