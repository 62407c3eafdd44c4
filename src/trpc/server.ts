import { cookies, headers } from "next/headers";
import { cache } from "react";
import { createContext } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";

const createCaller = createCallerFactory(appRouter);

/** Calls procedures from a server component as the person of the request, with the same checks as over HTTP. */
export const serverCaller = cache(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const context = await createContext({
    cookie: (name) => jar.get(name)?.value,
    header: (name) => head.get(name),
  });
  return createCaller(context);
});
