/** Raised with each change of what a level checks or how it judges: a run tells by which rules it judged. */
export const RULE_VERSION = 2;
