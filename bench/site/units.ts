/** 1024 bytes, as browsers show them. */
export const kb = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;

export const ms = (milliseconds: number): string => `${milliseconds.toFixed(0)} ms`;

/** Milliseconds as seconds. */
export const s = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** Seconds, as builds take them. */
export const seconds = (value: number): string => `${value.toFixed(1)} s`;
