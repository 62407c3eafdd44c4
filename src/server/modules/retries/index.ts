export { refreshOutcomes, runBackTest } from "./refresh-outcomes.ts";
