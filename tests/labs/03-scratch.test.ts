import { gateLab } from "./gate.ts";

await gateLab("03-scratch");
