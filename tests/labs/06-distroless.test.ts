import { gateLab } from "./gate.ts";

await gateLab("06-distroless");
