/** Whether a file is a Dockerfile, by its name: `Dockerfile`, `Dockerfile.musl`, `web.Dockerfile`. Pure. */
export function isDockerfile(file: string): boolean {
  const name = file.split("/").at(-1) ?? "";
  return /^dockerfile(\..+)?$|\.dockerfile$/i.test(name) && !/\.dockerignore$/i.test(name);
}
