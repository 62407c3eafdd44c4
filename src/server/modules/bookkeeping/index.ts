export { bookkeepingKinds } from "./books-kinds.ts";
export { lockPeriod, unlockPeriod } from "./lock-period.ts";
export { previewBooksChange, requestBooksChange } from "./request-change.ts";
export { verifyPeriods } from "./verify-periods.ts";
