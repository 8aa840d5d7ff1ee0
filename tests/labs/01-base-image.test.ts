import { gateLab } from "./gate.ts";

await gateLab("01-base-image");
