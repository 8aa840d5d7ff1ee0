import type { Recorder, RunStep } from "../../workbench/record/types.ts";

const sh = (script: string): string[] => ["sh", "-c", script];

const tasks = {
  chown: ["give a file away", sh("touch /mine && chown daemon /mine && echo given")],
  others: ["open somebody else's file", sh("cat /srv/letter")],
  ping: ["ping", sh("ping -c 1 127.0.0.1 | grep -o '1 packets received'")],
  // httpd goes into the background when it holds its port, so the question never comes too early.
  port: ["listen on port 80", sh("httpd -p 80 -h /www && wget -q -O - http://127.0.0.1/page")],
  become: ["become another user", sh("su -s /bin/sh daemon -c 'id -un'")],
} as const;

const who: Readonly<Record<string, readonly [string, Omit<RunStep, "title" | "command">]>> = {
  root: ["root", {}],
  bare: ["root without capabilities", { capDrop: ["ALL"] }],
  user: ["another user", { user: "daemon" }],
};

/** A root that may not write, and a root that has lost its capabilities. */
export async function rights(recorder: Recorder): Promise<void> {
  await readOnly(recorder);
  const image = await recorder.build("letter-build", {
    title: "a letter that belongs to somebody",
    tag: "letter",
    dockerfile: `FROM busybox:1.38-musl
RUN mkdir -p /srv && echo 'dear daemon' > /srv/letter \\
 && chown daemon /srv/letter && chmod 600 /srv/letter
RUN mkdir /www && echo 'heard on port 80' > /www/page
`,
  });
  const cells = [];
  for (const [name, [row, command]] of Object.entries(tasks)) {
    for (const [as, [column, options]] of Object.entries(who)) {
      const run = `${name}-${as}`;
      const ran = await recorder.run(run, image, { title: `${row}, as ${column}`, command, ...options });
      cells.push({ row, column, works: ran.exitCode === 0, run });
    }
  }
  recorder.matrix("rights", "Five things that root does", cells);
  await recorder.run("settings", image, {
    title: "what the engine has set for this container's network",
    command: ["cat", "/proc/sys/net/ipv4/ip_unprivileged_port_start"],
  });
}

async function readOnly(recorder: Recorder): Promise<void> {
  const base = recorder.base("busybox");
  const [save, drop] = [sh("echo milk > /tmp/note && cat /tmp/note"), "echo 'echo I ran'"];
  await recorder.run("save", base, { title: "a program that keeps a note", readOnly: true, command: save });
  await recorder.run("save-tmpfs", base, {
    title: "the same, with a tmpfs",
    readOnly: true,
    tmpfs: { "/tmp": "" },
    command: save,
  });
  await recorder.run("shm-start", base, {
    title: "a script, put down and started",
    readOnly: true,
    user: "daemon",
    command: sh(`${drop} > /dev/shm/x && chmod +x /dev/shm/x && /dev/shm/x`),
  });
  await recorder.run("shm-read", base, {
    title: "the same script, handed to a shell",
    readOnly: true,
    user: "daemon",
    command: sh(`${drop} > /dev/shm/x && sh /dev/shm/x`),
  });
}
