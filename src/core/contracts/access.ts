import * as z from "zod/mini";

/** Who is signed in, for the shell: permissions decide what it shows, the procedures decide what happens. */
export const sessionOutput = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  timeZone: z.string(),
  /** Business time of the server, from which the screens' clock runs on. */
  now: z.string(),
  permissions: z.array(z.string()),
  accountId: z.string(),
  livemode: z.boolean(),
});
