import { gateLab } from "./gate.ts";

await gateLab("02-layers");
