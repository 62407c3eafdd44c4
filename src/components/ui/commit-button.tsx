import { Button } from "./button.tsx";
import { isBareEnter } from "./commit-keys.ts";
import { GuardedButton } from "./guarded-button.tsx";
import { Kbd } from "./kbd.tsx";

interface CommitButtonProps {
  /** Verb, amount and target: "Refund 42.00 EUR to Visa ••4242". */
  children: string;
  onCommit: () => void;
  /** `danger` where something is lost for good. */
  variant?: "primary" | "danger";
  /** Sent and waiting for the server: shows so and takes no second press. */
  pending?: boolean;
  /** Why it cannot be used now. */
  unavailableBecause?: string | undefined;
}

/** The one button that commits: says what will happen, and answers to a click or ⌘↵ but not to a bare Enter. */
export function CommitButton(props: CommitButtonProps) {
  const { children, onCommit, variant = "primary", pending = false, unavailableBecause } = props;
  const shared = {
    className: "h-auto min-h-9 w-full py-1.5",
    "data-commit": "",
    size: "lg",
    variant,
  } as const;
  if (pending) {
    return (
      <Button {...shared} aria-busy="true" aria-disabled="true">
        Sending…
      </Button>
    );
  }
  return (
    <GuardedButton
      {...shared}
      onClick={onCommit}
      onKeyDown={(event) => {
        if (isBareEnter(event)) event.preventDefault();
      }}
      unavailableBecause={unavailableBecause}
    >
      <span className="min-w-0 whitespace-normal text-balance">{children}</span>
      <Kbd inverted keys="$mod+Enter" />
    </GuardedButton>
  );
}
