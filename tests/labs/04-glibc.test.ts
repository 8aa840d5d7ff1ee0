import { gateLab } from "./gate.ts";

await gateLab("04-glibc");
