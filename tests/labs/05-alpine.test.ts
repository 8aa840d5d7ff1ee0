import { gateLab } from "./gate.ts";

await gateLab("05-alpine");
