/** Pixels of every picture of the instructors' guide: the page keeps room for them before they come. */
export const SCREENSHOT = { width: 880, height: 660 } as const;
