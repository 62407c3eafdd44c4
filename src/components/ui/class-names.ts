import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Tells tailwind-merge our type scale: without it `text-body` counts as a colour and drops `text-foreground`. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["label", "meta", "body", "form", "section", "page", "kpi"],
    },
  },
});

/** Joins class names; of two Tailwind classes for one property the later one wins. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
