import type * as z from "zod/mini";
import { AGE_BUCKETS, ageBucket } from "#core/break-ageing.ts";
import { RECONCILIATION_LEVELS } from "#core/break-types.ts";
import {
  BREAK_STATES,
  type BreakCountsDto,
  type listBreaksInput,
  type listBreaksOutput,
} from "#core/contracts/reconciliation.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  type BreakPlace,
  findBaseCurrency,
  findBreaks,
  groupOpenBreaks,
  type OpenGroup,
} from "./break-list.repo.ts";
import { findPeople } from "./people.repo.ts";
import { breakView, isLevel } from "./reconciliation.views.ts";

type Reads = Pick<Runtime, "db" | "scope" | "clock">;

/** One page of breaks, most severe first. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listBreaks(
  { db, scope, clock }: Reads,
  input: z.infer<typeof listBreaksInput>,
): Promise<z.infer<typeof listBreaksOutput>> {
  const { cursor, limit, ...filters } = input;
  const place = readPlace(cursor, clock.now());
  const found = await findBreaks(db, scope, { filters, place, limit });
  const rows = found.slice(0, limit);
  const [baseCurrency, people] = await Promise.all([
    findBaseCurrency(db, scope),
    findPeople(
      db,
      rows.map(({ ownerId }) => ownerId),
    ),
  ]);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => breakView(row, { now: clock.now(), baseCurrency, people })),
    nextCursor:
      found.length > limit && last ? `${place.now.getTime()}_${last.severity}_${last.id}` : null,
  };
}

function readPlace(cursor: string | undefined, now: Date): BreakPlace {
  if (cursor === undefined) return { now, after: null };
  const match = /^(\d{1,15})_(\d{1,60})_([0-9a-f-]{36})$/.exec(cursor);
  const [, millis, severity, id] = match ?? [];
  if (millis === undefined || severity === undefined || id === undefined)
    throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return { now: new Date(Number(millis)), after: { severity, id } };
}

/** What is open, counted by level, state, age and owner. */
export async function countBreaks({ db, scope, clock }: Reads): Promise<BreakCountsDto> {
  const [groups, baseCurrency] = await Promise.all([
    groupOpenBreaks(db, scope, clock.now()),
    findBaseCurrency(db, scope),
  ]);
  const owners = [...new Set(groups.map(({ ownerId }) => ownerId))];
  const people = await findPeople(db, owners);
  const tally = (belongs: (group: OpenGroup) => boolean) => sumOf(groups.filter(belongs));
  return {
    open: tally(() => true).count,
    overdue: groups.reduce((sum, { overdue }) => sum + Number(overdue), 0),
    amountBase: tally(() => true).amountBase,
    baseCurrency,
    byLevel: Object.keys(RECONCILIATION_LEVELS)
      .filter(isLevel)
      .map((level) => ({ level, ...tally((group) => group.level === level) })),
    byState: BREAK_STATES.map((state) => ({ state, ...tally((group) => group.state === state) })),
    byAge: AGE_BUCKETS.map((age) => ({
      age,
      ...tally(({ days }) => ageBucket(Number(days)) === age),
    })),
    byOwner: owners.map((ownerId) => ({
      owner: ownerId === null ? null : (people.get(ownerId) ?? null),
      ...tally((group) => group.ownerId === ownerId),
    })),
  };
}

function sumOf(groups: readonly OpenGroup[]): { count: number; amountBase: bigint } {
  return groups.reduce(
    (sum, { count, amountBase }) => ({
      count: sum.count + Number(count),
      amountBase: sum.amountBase + amountBase,
    }),
    { count: 0, amountBase: 0n },
  );
}
