import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout that this code lies in, and the folders of the course. */
export const PROJECT_DIR = fileURLToPath(new URL("..", import.meta.url));
export const LABS_DIR = path.join(PROJECT_DIR, "labs");
export const EXPERIMENTS_DIR = path.join(PROJECT_DIR, "experiments");
export const RECORDINGS_DIR = path.join(PROJECT_DIR, "recordings");
