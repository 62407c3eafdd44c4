import { accessRouter } from "#server/modules/access/access.router.ts";
import { kpisRouter } from "#server/modules/kpis/kpis.router.ts";
import { liveRouter } from "./live.router.ts";
import { router } from "./trpc.ts";

/** Every procedure of the console. Deleting a feature deletes its folders and its line here. */
export const appRouter = router({
  access: accessRouter,
  kpis: kpisRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
