import type { ImageRead } from "../read.ts";
import { certificateBundles } from "./certificates.ts";
import { distributionOf } from "./distribution.ts";
import { libcNote } from "./libc-note.ts";
import { installedPackages } from "./packages/databases.ts";
import { executablesOf, packageManagersOf, privilegedFiles } from "./programs.ts";
import type { ImageNotes } from "./schema.ts";
import { configSecretsOf } from "./secrets/config.ts";
import { secretsOf } from "./secrets/layers.ts";
import { tmpNote } from "./tmp.ts";
import { accountsOf, resolveUser } from "./users.ts";
import { zoneinfoOf } from "./zoneinfo.ts";

/**
 * What the files of an image tell beside its layers. Pure: the image must have been read with `wantsNote` among what its
 * reader keeps; what was not kept is told as not read. `imageNotesSchema` describes the result.
 */
export function notesOf(image: ImageRead): ImageNotes {
  const { files, config } = image;
  const installed = installedPackages(image);
  const accounts = accountsOf(image);
  const defaultUser = resolveUser(config.user, accounts);
  return {
    distribution: distributionOf(image),
    libc: libcNote(image, installed.packages),
    loaders: [...image.loaders],
    packageDatabases: [...installed.databases],
    packages: [...installed.packages],
    executables: executablesOf(files, config.env),
    privileged: privilegedFiles(files),
    shells: [...image.shells],
    packageManagers: packageManagersOf(files, config.env),
    certificateBundles: certificateBundles(image, config.env),
    zoneinfo: zoneinfoOf(files),
    users: [...accounts.users],
    malformedAccounts: [...accounts.malformed],
    defaultUser,
    tmp: tmpNote(files, defaultUser),
    secrets: secretsOf(image),
    configSecrets: configSecretsOf(image),
  };
}
