import type { Runtime } from "../runtime.ts";
import type { Transaction } from "./database.ts";

/**
 * The runtime with the database's present instant as real time. Leases and pauses must mean the same to every process, so
 * they are reckoned by the one clock that all share: a worker whose own is a day ahead would hold a command for a day.
 */
export async function atDatabaseTime(
  client: Pick<Transaction, "$queryRaw">,
  runtime: Runtime,
): Promise<Runtime> {
  const [row] = await client.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  const { clock } = runtime;
  return { ...runtime, clock: { ...clock, realNow: () => row?.now ?? clock.realNow() } };
}
