import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";

interface PaymentsEmptyProps {
  /** Active filters in words. */
  filters: readonly string[];
  importing: boolean;
  onClear: () => void;
}

/** Why the list is empty: filters, the import that has just begun, or a shop without a sale. */
export function PaymentsEmpty({ filters, importing, onClear }: PaymentsEmptyProps) {
  if (filters.length > 0) {
    return <EmptyNoMatch filters={filters} noun="payments" onClear={onClear} />;
  }
  if (importing) {
    return (
      <EmptyFirstUse title="The first payments are on their way">
        The import reads the account's history from Stripe, newest first. This page fills by itself.
      </EmptyFirstUse>
    );
  }
  return (
    <EmptyFirstUse title="No payments yet">
      Payments appear here seconds after Stripe reports them, failed ones too.
    </EmptyFirstUse>
  );
}
