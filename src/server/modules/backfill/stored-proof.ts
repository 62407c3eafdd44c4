import * as z from "zod";

const minor = z.string().regex(/^-?\d+$/);

/** A proof as a run keeps it: amounts in minor units, as decimal text. */
export const storedProof = z.object({
  provedAt: z.string(),
  rows: z.array(
    z.object({
      currency: z.string(),
      segment: z.enum(["available", "pending"]),
      opening: minor,
      transactions: minor,
      stripe: minor,
    }),
  ),
});
export type StoredProof = z.infer<typeof storedProof>;
