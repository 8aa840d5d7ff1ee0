import type { DiscoverHost } from "./types.ts";

interface UsualSocket {
  readonly foundBy: string;
  readonly endpoint: string;
}

const PIPES: readonly UsualSocket[] = [
  { foundBy: "the usual pipe of Docker", endpoint: "npipe:////./pipe/docker_engine" },
  { foundBy: "Docker Desktop", endpoint: "npipe:////./pipe/dockerDesktopLinuxEngine" },
  { foundBy: "Podman machine", endpoint: "npipe:////./pipe/podman-machine-default" },
];

/**
 * The places where the common engines of this platform put their socket, most usual first.
 * Paths as documented by each engine: Docker (post-install and rootless pages), Docker Desktop,
 * Colima (FAQ), Rancher Desktop, OrbStack, and `podman machine inspect`.
 */
export function usualSockets(host: DiscoverHost): readonly UsualSocket[] {
  if (host.platform === "win32") return PIPES;
  const paths: readonly (readonly [string, string | null])[] = [
    ["the usual socket", "/var/run/docker.sock"],
    ["Docker Desktop", `${host.home}/.docker/run/docker.sock`],
    ["Docker Desktop", `${host.home}/.docker/desktop/docker.sock`],
    ["Colima", `${host.home}/.colima/default/docker.sock`],
    ["Colima", `${host.env["XDG_CONFIG_HOME"] || `${host.home}/.config`}/colima/default/docker.sock`],
    ["Rancher Desktop", `${host.home}/.rd/docker.sock`],
    ["OrbStack", `${host.home}/.orbstack/run/docker.sock`],
    ...(host.platform === "darwin" ? podmanMachine(host) : linuxSockets(host)),
  ];
  return paths.flatMap(([foundBy, path]) => (path === null ? [] : [{ foundBy, endpoint: `unix://${path}` }]));
}

function linuxSockets(host: DiscoverHost): readonly (readonly [string, string | null])[] {
  const runtime = host.env["XDG_RUNTIME_DIR"] || null;
  const ofUser = host.uid === null ? null : `/run/user/${host.uid}`;
  return [
    ["rootless Docker", runtime && `${runtime}/docker.sock`],
    ["rootless Docker", ofUser && `${ofUser}/docker.sock`],
    ["rootless Podman", runtime && `${runtime}/podman/podman.sock`],
    ["rootless Podman", ofUser && `${ofUser}/podman/podman.sock`],
    ["Podman", "/run/podman/podman.sock"],
  ];
}

function podmanMachine(host: DiscoverHost): readonly (readonly [string, string | null])[] {
  const folder = `${host.home}/.local/share/containers/podman/machine`;
  const temp = host.env["TMPDIR"] || null;
  return [
    ["Podman machine", temp && `${temp.replace(/\/$/, "")}/podman/podman-machine-default-api.sock`],
    ["Podman machine", `${folder}/podman.sock`],
    ["Podman machine", `${folder}/qemu/podman.sock`],
  ];
}
