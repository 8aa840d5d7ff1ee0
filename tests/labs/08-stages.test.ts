import { gateLab } from "./gate.ts";

await gateLab("08-stages");
