import type { CustomerRow } from "#core/contracts/customers.ts";

type Named = Pick<CustomerRow, "id" | "name" | "email" | "deleted">;

/** Who somebody is, as far as the reader may know it: the masked name, else the masked address, else the id. */
export function CustomerName({ customer }: { customer: Named }) {
  const label = customer.name ?? customer.email;
  if (label !== null) return <span className="truncate">{label}</span>;
  if (customer.deleted) return <span className="text-muted-foreground">Deleted customer</span>;
  return <span className="font-mono text-meta">{customer.id}</span>;
}
