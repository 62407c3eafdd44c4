export { listNotifications } from "./list-notifications.ts";
export { notify, type Told } from "./notify.ts";
export { readNotifications } from "./read-notifications.ts";
