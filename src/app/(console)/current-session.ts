import { TRPCError } from "@trpc/server";
import { redirect } from "next/navigation";
import { cache } from "react";
import { serverCaller } from "#trpc/server.ts";

/** Who is signed in, asked once a request by frame and page alike; everybody else is led to the sign-in page. */
export const currentSession = cache(async () => {
  const caller = await serverCaller();
  try {
    return await caller.access.session();
  } catch (error) {
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED") redirect("/sign-in");
    throw error;
  }
});
