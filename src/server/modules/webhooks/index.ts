export { getDelivery } from "./get-delivery.ts";
export { listDeliveries } from "./list-deliveries.ts";
