import { closeGate } from "#server/modules/commands/kill-switches.repo.ts";
import { pollUntil } from "../../../scripts/process/poll-until.ts";
import { stripeClock } from "./fleet.ts";
import type { Stage } from "./stage.ts";

/** A dead worker's lease is over by then, on a machine that is not much slower than most. */
const SENT_MS = 3_000;
const LONGEST_MS = 15_000;

const UNDER_WAY = `SELECT count(*)::int AS n FROM command_attempt a JOIN command c ON c.id = a.command_id
  WHERE a.finished_at IS NULL AND c.lease_until > clock_timestamp()`;

/**
 * Lets time pass for Stripe and for all processes, between two requests and never during one: who has read the clock and is
 * about to send has sent before, and who reads it afterwards reads the new one. In production no day passes in between.
 */
export async function passTime({ shop, fleet, pool }: Stage, seconds: number): Promise<void> {
  const { owner, sandbox } = shop;
  const scope = { accountId: sandbox.accountId, livemode: false };
  const isQuiet = async (): Promise<boolean> => {
    const { rows } = await owner.pool.query<{ n: number }>(UNDER_WAY);
    return rows[0]?.n === 0;
  };
  await owner.transaction(
    async (tx) => {
      await closeGate(tx, scope);
      await pollUntil(isQuiet, Math.min(LONGEST_MS, SENT_MS * pool.slowness()));
      sandbox.engine.changeClock({ advanceSeconds: seconds });
      await fleet.setClocks(stripeClock(shop));
    },
    { timeoutMs: 2 * LONGEST_MS },
  );
}
