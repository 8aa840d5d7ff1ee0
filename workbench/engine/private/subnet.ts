/** A block of IPv4 addresses: first address as a number, and the count of fixed bits. */
export interface Block {
  readonly base: number;
  readonly bits: number;
}

/** Addresses of a private engine's bridge and of the networks that labs make. */
export interface EngineNetwork {
  /** All addresses of the engine. */
  readonly block: string;
  /** Address of the bridge with its prefix, for example `10.77.0.1/24`. */
  readonly bridgeAddress: string;
  /** The subnet that the bridge routes. */
  readonly bridgeSubnet: string;
  /** From here the engine takes a /24 for each network. */
  readonly pool: string;
}

/** Reads `10.1.2.3/16` or a lone address (a block of one); null when it is neither. */
export function parseBlock(text: string): Block | null {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(text);
  if (!match) return null;
  const bytes = match.slice(1, 5).map(Number);
  const bits = match[5] === undefined ? 32 : Number(match[5]);
  if (bits > 32 || bytes.some((byte) => byte > 255)) return null;
  const address = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const size = 2 ** (32 - bits);
  return { base: Math.floor(address / size) * size, bits };
}

/** A block as `10.1.0.0/16`. */
export function formatBlock({ base, bits }: Block): string {
  return `${formatAddress(base)}/${bits}`;
}

/** Whether two blocks share an address. */
export function overlap(one: Block, other: Block): boolean {
  return one.base < other.base + 2 ** (32 - other.bits) && other.base < one.base + 2 ** (32 - one.bits);
}

/**
 * Picks a private block (RFC 1918) that overlaps nothing in use; null when all are taken.
 * The search begins at a place given by `seed`, so that the engines of two checkouts seldom want the same one.
 */
export function pickNetwork(used: readonly Block[], seed: number): EngineNetwork | null {
  for (const group of [tens(), seventeens(), ones()]) {
    const start = seed % group.length;
    const free = [...group.slice(start), ...group.slice(0, start)].find(
      (block) => !used.some((other) => overlap(block, other)),
    );
    if (free) return divide(free);
  }
  return null;
}

/** The lower half holds the bridge, the upper half the networks, so that the two never meet. */
function divide(block: Block): EngineNetwork {
  const upper = { base: block.base + 2 ** (31 - block.bits), bits: block.bits + 1 };
  return {
    block: formatBlock(block),
    bridgeAddress: `${formatAddress(block.base + 1)}/24`,
    bridgeSubnet: `${formatAddress(block.base)}/24`,
    pool: formatBlock(upper),
  };
}

// Home and office networks like the low numbers of 10/8, and Docker itself takes 172.17/16 first.
const tens = () => range(64, 255).map((second) => ({ base: (10 * 256 + second) * 65_536, bits: 16 }));
const seventeens = () => range(20, 32).map((second) => ({ base: (172 * 256 + second) * 65_536, bits: 16 }));
const ones = () =>
  range(2, 15).map((part) => ({ base: (192 * 256 + 168) * 65_536 + part * 4_096, bits: 20 }));

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
