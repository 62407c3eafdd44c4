export { clearWhatEnded } from "./clear-what-ended.ts";
