import type { ImageNotes } from "../notes/schema.ts";
import { resolvePath } from "../path.ts";
import type { ImageRead } from "../read.ts";
import { distributionReference } from "./names.ts";
import type { Finding } from "./types.ts";

/** What the official images of languages and servers set in their environment, and how they are called. */
const SPECIALISED: Readonly<Record<string, string>> = {
  NODE_VERSION: "node",
  PYTHON_VERSION: "python",
  GOLANG_VERSION: "golang",
  RUST_VERSION: "rust",
  RUBY_VERSION: "ruby",
  PHP_VERSION: "php",
  JAVA_VERSION: "eclipse-temurin",
  NGINX_VERSION: "nginx",
};

/** What files and environment tell: a family and a release, never an image. Base-most last. */
export function distributionFindings(image: ImageRead, notes: ImageNotes): Finding[] {
  const found = [specialised(image, notes), distribution(image, notes)];
  return found.filter((each) => each !== null);
}

function specialised({ config }: ImageRead, { distribution, libc }: ImageNotes): Finding | null {
  for (const [variable, name] of Object.entries(SPECIALISED)) {
    const value = config.env.findLast((line) => line.startsWith(`${variable}=`))?.slice(variable.length + 1);
    const version = /^[a-z]*-?(\d+(?:\.\d+)*)/.exec(value ?? "")?.[1];
    if (version === undefined) continue;
    const variant = distribution?.id === "alpine" || libc.kind === "musl" ? "-alpine" : "";
    const why = `Its environment has ${variable}, as the images called ${name} set it and their children inherit it.`;
    return {
      reference: `${name}:${version}${variant}`,
      kind: "specialised",
      certainty: "guess",
      why: [why],
      baseLayers: null,
    };
  }
  return null;
}

function distribution(image: ImageRead, notes: ImageNotes): Finding | null {
  const { distribution: said, libc } = notes;
  if (!said) return busybox(image, notes);
  const { reference, why } = distributionReference(image, notes, said);
  const release = said.pointRelease ?? said.versionId;
  const detail = release === null || said.prettyName.includes(release) ? "" : ` (${release})`;
  const file = resolvePath(image.files, said.path);
  return {
    reference,
    kind: "distribution",
    certainty: "guess",
    why: [
      `${said.path} says ${said.prettyName}${detail}${libc.version === null ? "" : `, with ${libc.kind} ${libc.version}`}.`,
      ...why,
      "Which build of it, only layers could tell, and no image here has them.",
    ],
    // A distribution's own file comes with its base; what lies above that layer was added.
    baseLayers: file ? file.layer + 1 : null,
  };
}

/** BusyBox has no os-release: it is known by its one program behind every name. */
function busybox({ files, shells }: ImageRead, { packages }: ImageNotes): Finding | null {
  const program = resolvePath(files, "/bin/busybox");
  if (!program || packages.length > 0 || shells.length === 0) return null;
  const why = "It has /bin/busybox, and neither a distribution's name nor a package.";
  return {
    reference: "busybox",
    kind: "distribution",
    certainty: "guess",
    why: [why],
    baseLayers: program.layer + 1,
  };
}
