import { z } from "zod";

const path = z.string().startsWith("/").describe("absolute path in the image");
const count = z.number().int().nonnegative();

export const distributionSchema = z.strictObject({
  id: z.string().describe("os-release ID, for example debian"),
  like: z.array(z.string()).describe("os-release ID_LIKE"),
  name: z.string(),
  prettyName: z.string().describe("name and release as the distribution writes them"),
  versionId: z.string().nullable().describe("os-release VERSION_ID; null for rolling releases"),
  codename: z.string().nullable(),
  variant: z.string().nullable().describe("os-release VARIANT_ID"),
  pointRelease: z.string().nullable().describe("Debian's 13.2, from debian_version"),
  path: path.describe("file that says so"),
});
export type Distribution = z.infer<typeof distributionSchema>;

const libcNoteSchema = z.strictObject({
  kind: z.enum(["glibc", "musl", "none"]),
  version: z.string().nullable(),
  versionFrom: z
    .string()
    .nullable()
    .describe(
      "what the version was read from: a package, musl's own bytes, or symbol versions (then it is at least that)",
    ),
  symbolVersion: z.string().nullable().describe("highest GLIBC_x.y that libc.so.6 defines"),
  path: path.nullable(),
});
export type LibcNote = z.infer<typeof libcNoteSchema>;

const packageFormatSchema = z.enum([
  "dpkg",
  "dpkg status.d",
  "opkg",
  "apk",
  "pacman",
  "rpm sqlite",
  "rpm ndb",
  "rpm bdb",
  "rpm manifest",
]);
export type PackageFormat = z.infer<typeof packageFormatSchema>;

export const packageSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  architecture: z.string().nullable(),
  source: z.string().describe("source package that it is built from; its own name where that is the same"),
});
export type Package = z.infer<typeof packageSchema>;

export const packageDatabaseSchema = z.strictObject({
  format: packageFormatSchema,
  path,
  packages: count.describe("how many packages were read of it"),
  problem: z.string().nullable().describe("why it was not read, or not to its end"),
});
export type PackageDatabase = z.infer<typeof packageDatabaseSchema>;

export const userSchema = z.strictObject({
  name: z.string().min(1),
  uid: count,
  gid: count,
  home: z.string(),
  shell: z.string(),
});
export type User = z.infer<typeof userSchema>;

const defaultUserSchema = z.strictObject({
  written: z.string().describe("USER of the config; empty means root"),
  uid: z.number().int().nullable().describe("null where the container can't start"),
  gid: z.number().int().nullable(),
  groups: z.array(z.number().int()).describe("further groups that the user is in"),
  name: z.string().nullable().describe("null where passwd has no such number"),
  isRoot: z.boolean().nullable(),
  problem: z.string().nullable().describe("the engine's words, where it would refuse to start"),
});
export type DefaultUser = z.infer<typeof defaultUserSchema>;

const certificateBundleSchema = z.strictObject({
  path,
  certificates: count.nullable().describe("null where the file was not kept"),
});
export type CertificateBundle = z.infer<typeof certificateBundleSchema>;

const privilegedFileSchema = z.strictObject({
  path,
  mode: z.string().describe("octal, for example 4755"),
  setuid: z.boolean(),
  setgid: z.boolean(),
  uid: count,
  gid: count,
});

const secretNoteSchema = z.strictObject({
  kind: z.string().min(1),
  path: path.describe("the file that holds it"),
  line: z.number().int().positive().nullable(),
  layer: count.describe("index of the layer that holds it, from 0"),
  visible: z.boolean().describe("whether a container sees the file"),
  goneInLayer: count.nullable().describe("index of the layer that deletes or replaces the file"),
  fromPackage: z
    .boolean()
    .describe(
      "lies where package managers put files: published with the package, an example or a test's most likely",
    ),
});
export type SecretNote = z.infer<typeof secretNoteSchema>;

const configSecretSchema = z.strictObject({
  kind: z.string().min(1),
  where: z.enum(["environment", "label", "history"]),
  name: z.string().describe("variable or label; the layer's number for history"),
});
export type ConfigSecret = z.infer<typeof configSecretSchema>;

/** Everything that can be told of an image from its files, beside what runs. */
export const imageNotesSchema = z.strictObject({
  distribution: distributionSchema.nullable(),
  libc: libcNoteSchema,
  loaders: z.array(path),
  packageDatabases: z.array(packageDatabaseSchema),
  packages: z.array(packageSchema.extend({ format: packageFormatSchema })),
  executables: z.strictObject({
    count: count.describe("regular files with an x bit that are programs: libraries are left out"),
    inPath: count.describe("those that lie in a folder of PATH"),
    paths: z.array(path),
  }),
  privileged: z.array(privilegedFileSchema).describe("setuid and setgid files"),
  shells: z.array(path),
  packageManagers: z.array(z.strictObject({ name: z.string(), path })),
  certificateBundles: z.array(certificateBundleSchema),
  zoneinfo: z.strictObject({ path, zones: count }).nullable(),
  users: z.array(userSchema),
  malformedAccounts: z
    .array(z.string())
    .describe("lines of passwd and group that are no entry, as path:line"),
  defaultUser: defaultUserSchema,
  tmp: z.strictObject({
    exists: z.boolean(),
    mode: z.string().nullable(),
    writable: z.boolean().describe("whether the default user can make files in /tmp"),
  }),
  secrets: z.array(secretNoteSchema),
  configSecrets: z.array(configSecretSchema),
});
export type ImageNotes = z.infer<typeof imageNotesSchema>;
