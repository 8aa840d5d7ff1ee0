import { gateLab } from "./gate.ts";

await gateLab("07-specialised");
