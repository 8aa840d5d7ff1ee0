import { gateLab } from "./gate.ts";

await gateLab("10-surface");
