export { followCommand, followDue, followObject } from "./follow-links.ts";
export type { LinkFollower } from "./link-follower.ts";
export { linkKind } from "./link-work.ts";
