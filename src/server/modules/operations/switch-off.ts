import { type SwitchOff } from "#core/contracts/operations.ts";
import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import { findPeople, personDto } from "../commands/index.ts";
import type { ControlWork } from "./control-work.ts";
import { coversWords } from "./coverable.ts";
import { findBaseCurrency, findSwitch, turnOff } from "./operations.repo.ts";

const IS_OFF = "This stop is off already.";

/** The end of a stop: what waited is sent, as its policy still allows. */
export const switchOff: ControlWork<SwitchOff> = {
  audit: "kill-switch.off-requested",
  async plan(tx, { scope }, { switchId }) {
    const on = await findSwitch(tx, scope, switchId);
    if (!on) throw new DomainError("NOT_FOUND", { switchId });
    if (on.offAt !== null) throw new DomainError("CONTROL_REFUSED", { why: IS_OFF });
    const code = await findBaseCurrency(tx, scope);
    if (code === null) throw new DomainError("SERVICE_UNAVAILABLE", { waitingFor: "import" });
    const by = personDto(on.onBy, await findPeople(tx, [on.onBy]));
    return {
      target: { type: "kill-switch", id: on.id },
      amount: { amountMinor: 0n, currency: currency(code) },
      base: { amount: null, currency: code },
      title: `Take the stop of ${coversWords(on.covers)} off: what waited is sent.`,
      href: "/operations",
      facts: [
        { label: "Stopped", value: coversWords(on.covers) },
        { label: "By", value: `${by.name} (${by.role})` },
        { label: "Since", value: on.onAt.toISOString() },
        { label: "Because", value: on.reason },
      ],
      effect: { switch: on.id, covers: on.covers, onAt: on.onAt.toISOString() },
    };
  },
  async standing(tx, { scope }, { switchId }) {
    const on = await findSwitch(tx, scope, switchId);
    return on?.offAt === null ? null : IS_OFF;
  },
  async execute(tx, { scope, clock }, command, { switchId }) {
    if (!(await turnOff(tx, scope, switchId, { at: clock.now(), commandId: command.id })))
      throw new DomainError("CONTROL_REFUSED", { why: IS_OFF });
    await recordAudit(tx, {
      actor: systemActor("executor"),
      action: "kill-switch.off",
      result: "done",
      resource: { type: "kill-switch", id: switchId },
      commandId: command.id,
    });
    await appendEvent(tx, scope, {
      topic: "switch.changed",
      key: switchId,
      payload: { version: 1, what: "kill-switch", state: "off" },
    });
    return switchId;
  },
};
