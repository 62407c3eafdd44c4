export { endBreakGlass, endOverdueBreakGlass } from "./end-break-glass.ts";
export { beginBreakGlass, openBreakGlass } from "./open-break-glass.ts";
export { readBreakGlass } from "./read-break-glass.ts";
export { reviewBreakGlass } from "./review-break-glass.ts";
