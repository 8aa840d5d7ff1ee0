import type { Recorder } from "../../workbench/record/types.ts";

/** A base's USER, ONBUILD, and a base that is built again: what people meet months after they wrote FROM. */
export async function surprises(recorder: Recorder): Promise<void> {
  await user(recorder);
  await onbuild(recorder);
  await update(recorder);
}

async function user(recorder: Recorder): Promise<void> {
  const files = { "motd.txt": "Welcome.\n" };
  await recorder.failBuild("user-run", {
    title: "RUN, where the base has set a user",
    tag: "welcome",
    dockerfile: "FROM team/base:1\nRUN echo Welcome. > /etc/motd\n",
  });
  await recorder.build("user-copy", {
    title: "COPY, where the base has set a user",
    tag: "welcome",
    files,
    dockerfile: "FROM team/base:1\nCOPY motd.txt /etc/motd\n",
  });
  const whoami = { entrypoint: ["/bin/sh", "-c"], command: ['echo "user $(id -u)"'] };
  const root = await recorder.build("user-root-build", {
    title: "root, and no way back",
    tag: "welcome",
    dockerfile: "FROM team/base:1\nUSER root\nRUN echo Welcome. > /etc/motd\n",
  });
  await recorder.run("user-root", root, { title: "who runs it now", ...whoami });
  const back = await recorder.build("user-back-build", {
    title: "root for one step",
    tag: "welcome",
    dockerfile: "FROM team/base:1\nUSER root\nRUN echo Welcome. > /etc/motd\nUSER 65532:65532\n",
  });
  await recorder.run("user-back", back, { title: "who runs it then", ...whoami });
}

async function onbuild(recorder: Recorder): Promise<void> {
  const base = await recorder.build("site-build", {
    title: "a base with an order for later",
    tag: "team/site:1",
    dockerfile: 'FROM alpine:3.24\nONBUILD COPY page.html /srv/page.html\nCMD ["cat", "/srv/page.html"]\n',
  });
  await recorder.config("site-config", base, "the base with an order for later");
  await recorder.failBuild("site-empty", {
    title: "a child in an empty folder",
    tag: "shop",
    dockerfile: "FROM team/site:1\n",
  });
  const shop = await recorder.build("shop-build", {
    title: "a child with a page",
    tag: "shop",
    files: { "page.html": "the shop's page\n" },
    dockerfile: "FROM team/site:1\n",
  });
  await recorder.run("shop", shop, { title: "what the child holds" });
  await recorder.config("shop-config", shop, "the child");
  const branch = await recorder.build("branch-build", {
    title: "a child of the child, with a page of its own",
    tag: "branch",
    files: { "page.html": "the branch's page\n" },
    dockerfile: "FROM shop\n",
  });
  await recorder.run("branch", branch, { title: "what the grandchild holds" });
}

async function update(recorder: Recorder): Promise<void> {
  const edition = (word: string): { title: string; tag: string; dockerfile: string } => ({
    title: `the base, ${word} edition`,
    tag: "team/tools:1",
    dockerfile: `FROM alpine:3.24\nRUN echo "tools, ${word} edition" > /etc/edition\n`,
  });
  const app = {
    title: "an app on the base",
    tag: "app",
    dockerfile: 'FROM team/tools:1\nWORKDIR /app\nCMD ["cat", "/etc/edition"]\n',
  };
  await recorder.build("tools-first-build", edition("first"));
  const old = await recorder.build("app-old-build", app);
  await recorder.run("app-before", old, { title: "the app, while the base is new" });
  const second = await recorder.build("tools-second-build", edition("second"));
  await recorder.run("app-after", old, { title: "the app, after the base was built again" });
  const rebuilt = await recorder.build("app-new-build", app);
  await recorder.run("app-rebuilt", rebuilt, { title: "the app, after it was built again too" });
  await recorder.image("tools-image", second, "team/tools:1, second edition");
  await recorder.image("app-old-image", old, "the app as it runs");
  await recorder.image("app-new-image", rebuilt, "the app, built again");
}
