import type { Recorder } from "../../workbench/record/types.ts";
import { distroless } from "./references.ts";

/** What the three images hold, seen through an image that has tools, and what happens without tools. */
export async function inside(recorder: Recorder): Promise<void> {
  for (const id of ["distroless-static", "distroless-base", "distroless-cc", "debian-slim"])
    await recorder.image(`${id}-image`, recorder.base(id), id);
  await noTools(recorder);
  await lookingGlass(recorder);
  const debug = recorder.base("distroless-static-debug");
  await recorder.image("debug-image", debug, "static with the tag debug");
  await recorder.run("debug-shell", debug, {
    title: "the tag debug starts a shell",
    command: ["-c", "echo I am $0; which ls; ls /"],
  });
}

async function noTools(recorder: Recorder): Promise<void> {
  const base = recorder.base("distroless-base");
  await recorder.run("no-shell", base, { title: "a shell is asked for", command: ["sh"] });
  await recorder.failBuild("useradd", {
    title: "a user is to be made",
    dockerfile: `FROM ${distroless.base}\nRUN useradd app\nUSER app\n`,
  });
  await recorder.failBuild("apt", {
    title: "a package is to be installed, without a shell",
    dockerfile: `FROM ${distroless.base}\nRUN ["apt-get", "install", "curl"]\n`,
  });
}

/** An image without tools can't list itself. Another image can hold all its files and list those. */
async function lookingGlass(recorder: Recorder): Promise<void> {
  const glass = await recorder.build("glass-build", {
    title: "the three, laid into an image that has tools",
    tag: "glass",
    dockerfile: `FROM busybox:1.38-musl
${Object.entries(distroless)
  .map(([name, reference]) => `COPY --from=${reference} / /${name}\n`)
  .join("")}`,
  });
  const look = (key: string, title: string, typed: string) =>
    recorder.run(key, glass, { title, command: ["sh", "-c", typed] });
  const list = "ls $image/var/lib/dpkg/status.d | grep -v md5sums";
  await look(
    "packages",
    "the packages of each",
    `for image in static base cc; do echo "$image:" $(${list}); done`,
  );
  await look(
    "executables",
    "every file of base that may be executed, libraries left out",
    "find /base -type f -perm -100 ! -name '*.so' ! -name 'lib*.so.*'",
  );
  await look("passwd", "the users of static", "cat /static/etc/passwd");
  await look("links", "four folders of base that are none", "ls -l /base | grep -e '->' | cut -c 57-");
}
