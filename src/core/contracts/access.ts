import * as z from "zod/mini";

/** Who is signed in, for the shell: permissions decide what it shows, the procedures decide what happens. */
export const sessionOutput = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  timeZone: z.string(),
  /** The server's clocks (ISO 8601), from which those of the screens run on, and how fast business time runs beside real time. */
  clock: z.object({ now: z.string(), realNow: z.string(), speed: z.number() }),
  permissions: z.array(z.string()),
  accountId: z.string(),
  livemode: z.boolean(),
});
