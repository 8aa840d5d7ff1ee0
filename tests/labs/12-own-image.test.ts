import { gateLab } from "./gate.ts";

await gateLab("12-own-image");
