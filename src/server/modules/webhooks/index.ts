export { getDelivery } from "./get-delivery.ts";
export { createIntake, INTAKE_TIMEOUT_MS, type Intake, MAX_BODY_BYTES } from "./intake.ts";
export { listDeliveries } from "./list-deliveries.ts";
export { type DeliveryAnswer, type IncomingDelivery, receiveDelivery } from "./receive-delivery.ts";
export { PARKED_AFTER, type LaneWorker } from "./lane-worker.ts";
export { workLanes } from "./work-lanes.ts";
