import { gateLab } from "./gate.ts";

await gateLab("11-choosing");
