import type { Recorder, RunStep, Subject } from "../../workbench/record/types.ts";

const open = `FROM debian:13-slim
RUN passwd -d root
RUN cp /usr/bin/cat /usr/local/bin/peek \\
 && chmod u+s /usr/local/bin/peek
USER daemon
`;
const su = ["su", "-c", "id"];
const peek = ["sh", "-c", "peek /etc/shadow | head -n 1"];

const ways: readonly (readonly [string, string, Omit<RunStep, "title" | "command">])[] = [
  ["user", "USER alone", {}],
  ["read-only", "a read-only root", { readOnly: true }],
  ["cap-drop", "no capabilities", { capDrop: ["ALL"] }],
  ["no-new-privileges", "no-new-privileges", { noNewPrivileges: true }],
];

/** Two programs with the setuid bit: Debian's own su, and a helper that somebody made; used, and then defused. */
export async function setuid(recorder: Recorder): Promise<void> {
  const image = await recorder.build("open-build", {
    title: "a root without a password, and a helper with the bit",
    tag: "service",
    dockerfile: open,
  });
  await recorder.run("shadow", image, {
    title: "the file, read by the user of the image",
    command: ["head", "-n", "1", "/etc/shadow"],
  });
  const cells = [];
  for (const [way, column, options] of ways)
    cells.push(...(await both(recorder, image, way, column, options)));
  const cleared = await recorder.build("cleared-build", {
    title: "the bit is taken away",
    tag: "cleared",
    dockerfile: `FROM service
USER root
RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +
USER daemon
`,
  });
  await recorder.surface("cleared", cleared, "slim Debian after the bit was taken away");
  cells.push(...(await both(recorder, cleared, "cleared", "no bit in the image", {})));
  recorder.matrix("defused", "Can the user daemon use root's rights?", cells);
  await mounted(recorder, image);
}

async function both(
  recorder: Recorder,
  image: Subject,
  way: string,
  column: string,
  options: Omit<RunStep, "title" | "command">,
) {
  const asRoot = await recorder.run(`su-${way}`, image, { title: `su: ${column}`, command: su, ...options });
  const read = await recorder.run(`peek-${way}`, image, {
    title: `the helper: ${column}`,
    command: peek,
    ...options,
  });
  return [
    { row: "su", column, works: asRoot.stdout.includes("uid=0"), run: `su-${way}` },
    { row: "the helper", column, works: read.stdout.startsWith("root:"), run: `peek-${way}` },
  ];
}

/** The option nosuid belongs to a mount, and the engine has put it on every tmpfs. */
async function mounted(recorder: Recorder, image: Subject): Promise<void> {
  await recorder.run("nosuid", image, {
    title: "the helper, with its bit, on a tmpfs",
    user: "root",
    tmpfs: { "/mnt": "exec" },
    command: [
      "sh",
      "-c",
      `cp -p /usr/local/bin/peek /mnt/
stat -c %A /mnt/peek
grep -o ' /mnt tmpfs [a-z,]*' /proc/mounts
setpriv --reuid daemon --clear-groups /mnt/peek /etc/shadow`,
    ],
  });
}
