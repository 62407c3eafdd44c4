import type { BreakerDto, KillSwitchDto, StopsDto } from "#core/contracts/operations.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  type BreakerNow,
  findBreaker,
  findOpenSwitches,
  findPeople,
  type KillSwitchRow,
  type PersonLine,
  personDto,
} from "../commands/index.ts";
import { findOpenRequest } from "./operations.repo.ts";

type Reading = Pick<Runtime, "db" | "scope" | "clock">;

/** What holds overrides back now. */
export async function readStops(runtime: Reading): Promise<StopsDto> {
  const { db, scope } = runtime;
  const [open, breaker] = await Promise.all([findOpenSwitches(db, scope), findBreaker(db, scope)]);
  return { switches: await describeSwitches(runtime, open), breaker: breakerDto(runtime, breaker) };
}

/** Switches with the people who put them on. */
export async function describeSwitches(
  { db, scope }: Reading,
  rows: readonly KillSwitchRow[],
): Promise<KillSwitchDto[]> {
  const people = await findPeople(
    db,
    rows.map(({ onBy }) => onBy),
  );
  const asked = await findOpenRequest(
    db,
    scope,
    "kill_switch_off",
    rows.map(({ id }) => id),
  );
  return rows.map((row) => switchDto(row, people, asked));
}

function switchDto(
  row: KillSwitchRow,
  people: ReadonlyMap<string, PersonLine>,
  asked: ReadonlyMap<string, string>,
): KillSwitchDto {
  const { id, covers, reason, onBy, onAt, offAt } = row;
  const offCommandId = row.offCommandId ?? asked.get(id) ?? null;
  return { id, covers, reason, onBy: personDto(onBy, people), onAt, offAt, offCommandId };
}

/** Its times are real; `since` is told in business time, which is what screens count in. */
function breakerDto({ clock }: Reading, { breaker, now }: BreakerNow): BreakerDto {
  const { state, retryAt, lastFailure } = breaker;
  const sinceMs = now.getTime() - breaker.since.getTime();
  return {
    state,
    since: new Date(clock.now().getTime() - sinceMs),
    retryAt: state === "open" ? retryAt : null,
    asOf: now,
    lastFailure,
  };
}
