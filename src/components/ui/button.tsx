import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-primary text-primary-foreground not-aria-disabled:hover:bg-primary-hover",
        secondary: "border-border bg-card text-foreground not-aria-disabled:hover:bg-accent",
        ghost:
          "border-transparent bg-transparent text-secondary-foreground not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-foreground",
        danger:
          "border-transparent bg-destructive text-destructive-foreground not-aria-disabled:hover:bg-destructive-hover",
        link: "h-auto border-transparent bg-transparent px-0 text-primary underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2 text-meta",
        md: "h-8 px-3 text-body",
        lg: "h-9 px-4 text-form",
      },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Renders the child (a link, say) with the looks of a button. */
  asChild?: boolean;
}

/**
 * A button; `type` is "button" unless said otherwise, so that no button submits a form by accident.
 * To explain why it cannot be used, prefer `GuardedButton` over `disabled`.
 */
export function Button({ asChild, variant, size, className, type, ...rest }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) return <Slot.Root {...rest} className={classes} />;
  return <button {...rest} className={classes} type={type ?? "button"} />;
}
