export {
  type DeclineAnomaly,
  detectDeclines,
  WINDOW_MS,
} from "./detect-declines.ts";
export type { Exclusion } from "./slices.ts";
