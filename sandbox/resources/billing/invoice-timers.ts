import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";
import { emitEvent } from "../events.ts";
import { advanceInvoice, collectInvoice } from "./collect-invoice.ts";
import { subscriptionOf } from "./invoice-outcomes.ts";
import { becomePastDue } from "./subscription-status.ts";

/** A draft's hour has come; one that was changed to wait, or is gone, stays as it is. */
export function finalizeInTime(world: World, id: string): void {
  const invoice = world.store.get("invoice", id);
  if (invoice?.status === "draft" && invoice.auto_advance === true) advanceInvoice(world, invoice);
}

/** `subject` is the invoice and the moment; a try that was rescheduled or is no longer needed is left out. */
export function retryInvoice(world: World, subject: string): void {
  const [id = "", at = ""] = subject.split(" ");
  const invoice = requireObject(world, "invoice", id);
  if (invoice.status !== "open" || invoice.next_payment_attempt !== Number(at)) return;
  collectInvoice(world, invoice, { automatic: true, offSession: true });
}

/** Some days before an invoice that was sent is due. */
export function remindOfInvoice(world: World, id: string): void {
  const invoice = requireObject(world, "invoice", id);
  if (invoice.status === "open") emitEvent(world, "invoice.will_be_due", invoice);
}

/** The due date of an invoice that was sent has passed. */
export function invoiceOverdue(world: World, id: string): void {
  const invoice = requireObject(world, "invoice", id);
  if (invoice.status !== "open") return;
  emitEvent(world, "invoice.overdue", invoice);
  const subscription = subscriptionOf(world, invoice);
  if (subscription !== null) becomePastDue(world, subscription);
}
