import { gateLab } from "./gate.ts";

await gateLab("09-current");
