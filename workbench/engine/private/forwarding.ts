import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const SWITCH = "/proc/sys/net/ipv4/ip_forward";
/** Interfaces of container and machine networks, which need the switch on. */
const NEEDS_IT = /^(gw[0-9a-f]{8}|docker\d|br-|virbr|cni|podman|lxcbr|lxdbr)/;

/** Lets the kernel pass packets on; true when we are the one who switched it on. */
export function switchForwardingOn(): boolean {
  if (readFileSync(SWITCH, "utf8").trim() !== "0") return false;
  writeFileSync(SWITCH, "1");
  return true;
}

/** Puts the switch back, unless another network on this machine has come to need it meanwhile. */
export function switchForwardingBack(): void {
  if (!readdirSync("/sys/class/net").some((name) => NEEDS_IT.test(name))) writeFileSync(SWITCH, "0");
}
