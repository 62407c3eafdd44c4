import type { MouseEvent } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { Tooltip } from "./tooltip.tsx";

interface GuardedButtonProps extends Omit<ButtonProps, "asChild" | "disabled"> {
  /** Why it cannot be used now (the rule by name); undefined means it can. */
  unavailableBecause?: string | undefined;
}

/**
 * A button that stays reachable while it cannot be used and then says why: `aria-disabled`, never `disabled`, so that
 * keyboards and screen readers find the reason too.
 */
export function GuardedButton({ unavailableBecause, onClick, ...rest }: GuardedButtonProps) {
  if (unavailableBecause === undefined) return <Button {...rest} onClick={onClick} />;
  const refuse = (event: MouseEvent) => event.preventDefault();
  return (
    <Tooltip content={unavailableBecause}>
      <Button {...rest} aria-disabled="true" onClick={refuse} type="button" />
    </Tooltip>
  );
}
