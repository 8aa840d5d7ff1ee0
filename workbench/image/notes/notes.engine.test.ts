import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBases } from "../../bases/ensure.ts";
import { connectEngine } from "../../engine/connect.ts";
import type { Engine } from "../../engine/types.ts";
import { openImage } from "../sources/open.ts";
import { notesOf } from "./notes.ts";
import { imageNotesSchema, type ImageNotes } from "./schema.ts";
import { accountsOf, resolveUser, type Accounts } from "./users.ts";
import { wantsNote } from "./wants.ts";

const MINUTES = 60_000;
const TAG = `groundwork/test-notes:${randomBytes(4).toString("hex")}`;
const KEY = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** Lines by which the engine's rules can be told from guesses. */
const PASSWD = `# a comment
broken line
half:x:7
bad:x:one:2:::
app:x:1000:1001:,,,:/home/app:/bin/sh
1005:x:42:43:a name of digits:/:/bin/sh
`;

let engine: Engine;
let notes: ImageNotes;
let accounts: Accounts;

beforeAll(async () => {
  engine = await connectEngine();
  const [base] = await ensureBases(engine, ["debian-slim"], {});
  const context = await mkdtemp(join(tmpdir(), "groundwork-notes-"));
  try {
    await writeFile(join(context, "passwd"), PASSWD);
    await writeFile(join(context, "key"), KEY);
    await writeFile(
      join(context, "Dockerfile"),
      `FROM ${base?.image}
COPY key /root/key
RUN rm /root/key && cat /tmp/none 2>/dev/null; chmod 4750 /usr/bin/env && chmod 4644 /etc/fstab; true
COPY passwd /etc/more
RUN cat /etc/more >> /etc/passwd && echo "wheel:x:10:app,root" >> /etc/group
USER app
`,
    );
    const built = await engine.build({ contextDir: context, tag: TAG });
    if (!built.ok) throw new Error(built.message);
  } finally {
    await rm(context, { recursive: true });
  }
  const image = await openImage(TAG, { engine, wantFiles: wantsNote, measureCompressed: false });
  notes = imageNotesSchema.parse(notesOf(image));
  accounts = accountsOf(image);
}, 5 * MINUTES);

afterAll(() => engine.removeImage(TAG));

/** What a command prints in the image, line by line. */
async function linesOf(command: string, user = "0"): Promise<string[]> {
  const { stdout, engineError } = await engine.run({ image: TAG, user, command: ["sh", "-c", command] });
  expect(engineError).toBeNull();
  return stdout.split("\n").filter((line) => line !== "");
}

test("the packages are those that dpkg itself lists", async () => {
  const format = "${Package} ${Version} ${Architecture} ${source:Package}\\n";
  const listed = await linesOf(`dpkg-query -W -f '${format}'`);
  const ours = notes.packages.map(
    (each) => `${each.name} ${each.version} ${each.architecture} ${each.source}`,
  );
  expect(listed.length).toBeGreaterThan(50);
  expect(ours.sort()).toEqual(listed.sort());
});

test("setuid and setgid files are those that find finds", async () => {
  const found = await linesOf("find / -xdev -type f -perm /6000 -perm /111");
  expect(found).toContain("/usr/bin/env");
  expect(notes.privileged.map(({ path }) => path)).toEqual(found.sort());
});

test("distribution and libc are what the image's own programs say", async () => {
  const [codename] = await linesOf(". /etc/os-release; echo $VERSION_CODENAME");
  const [release] = await linesOf("cat /etc/debian_version");
  expect(notes.distribution).toMatchObject({ id: "debian", codename, pointRelease: release });
  const [libc] = await linesOf("ldd --version | head -1");
  expect(libc).toMatch(new RegExp(` ${notes.libc.version?.replace(".", "\\.")}$`));
});

test("a key that a later layer deletes is still told of", () => {
  const layer = notes.secrets[0]?.layer ?? 0;
  expect(notes.secrets).toEqual([
    {
      kind: "private key",
      path: "/root/key",
      line: 1,
      layer,
      visible: false,
      goneInLayer: layer + 1,
      fromPackage: false,
    },
  ]);
});

test.for([
  "root",
  "app",
  "1000",
  "1000:0",
  "app:wheel",
  "app:77",
  "65532",
  "0:1001",
  "1005",
  "half",
  "bad",
  "broken line",
  ":10",
])("USER %s is who the engine says", async (user) => {
  const ours = resolveUser(user, accounts);
  const [line] = await linesOf('grep -E "^(Uid|Gid)" /proc/self/status | cut -f2 | tr "\\n" " "', user);
  expect(line?.trim()).toBe(`${ours.uid} ${ours.gid}`);
});

test.for(["ghost", "app:ghosts", "-1", "0:2147483648", " app"])(
  "USER %s is refused in the engine's words",
  async (user) => {
    const { started, engineError } = await engine.run({ image: TAG, user, command: ["true"] });
    const { problem } = resolveUser(user, accounts);
    expect(started).toBe(false);
    expect(problem).not.toBeNull();
    expect(engineError).toContain(problem);
  },
);

test("what passwd has beside entries is told by its line", () => {
  expect(notes.malformedAccounts.map((at) => at.split(":")[0])).toEqual(Array(3).fill("/etc/passwd"));
  expect(notes.defaultUser).toMatchObject({ written: "app", uid: 1000, name: "app" });
});
