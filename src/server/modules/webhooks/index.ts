export { findPaymentOf } from "./event-detail.repo.ts";
export { createIntake, INTAKE_TIMEOUT_MS, type Intake, MAX_BODY_BYTES } from "./intake.ts";
export { type LaneWorker } from "./lane-worker.ts";
export { type DeliveryAnswer, type IncomingDelivery, receiveDelivery } from "./receive-delivery.ts";
export { readSweep, sweepEvents } from "./sweep-events.ts";
export { workLanes } from "./work-lanes.ts";
