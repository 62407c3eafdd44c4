import { CircleCheck, FilterX, Inbox, Lock, type LucideIcon, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./class-names.ts";
import { Kbd } from "./kbd.tsx";

interface FrameProps {
  icon: LucideIcon;
  iconClass: string;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  kind: string;
}

function Frame({ icon: Icon, iconClass, title, children, action, kind }: FrameProps) {
  return (
    <div
      className="flex min-h-56 flex-col items-center justify-center gap-1 px-6 py-10 text-center"
      data-empty={kind}
    >
      <span className={cn("mb-2 flex size-9 items-center justify-center rounded-full", iconClass)}>
        <Icon aria-hidden="true" className="size-[18px]" />
      </span>
      <p className="font-medium text-form">{title}</p>
      <div className="max-w-md text-secondary-foreground">{children}</div>
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}

interface FirstUseProps {
  title: string;
  /** What fills this place. */
  children: ReactNode;
  /** A link to where it starts. */
  action?: ReactNode;
}

/** Nothing has ever been here: says what will fill it. */
export function EmptyFirstUse({ title, children, action }: FirstUseProps) {
  return (
    <Frame
      action={action}
      icon={Inbox}
      iconClass="bg-accent text-secondary-foreground"
      kind="first-use"
      title={title}
    >
      {children}
    </Frame>
  );
}

interface NoMatchProps {
  /** Plural noun: "payments". */
  noun: string;
  /** The active filters in words. */
  filters: readonly string[];
  onClear: () => void;
}

/** Filters leave nothing over: lists them and offers to clear. */
export function EmptyNoMatch({ noun, filters, onClear }: NoMatchProps) {
  return (
    <Frame
      action={
        <Button onClick={onClear}>
          Clear filters <Kbd keys="Backspace" />
        </Button>
      }
      icon={FilterX}
      iconClass="bg-accent text-secondary-foreground"
      kind="no-match"
      title={`No ${noun} match`}
    >
      {filters.length === 0 ? null : (
        <ul className="mt-1 flex flex-wrap justify-center gap-1">
          {filters.map((filter) => (
            <li className="rounded-sm bg-accent px-1.5 py-0.5 text-meta" key={filter}>
              {filter}
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}

/** The work is done: "Queue clear", with what was achieved. */
export function EmptyDone({ title, children, action }: FirstUseProps) {
  return (
    <Frame
      action={action}
      icon={CircleCheck}
      iconClass="bg-ok-tint text-ok"
      kind="done"
      title={title}
    >
      {children}
    </Frame>
  );
}

/** The address names something that is not here; calm, since nothing failed. */
export function EmptyNotFound({ title, children }: Omit<FirstUseProps, "action">) {
  return (
    <Frame
      icon={SearchX}
      iconClass="bg-accent text-secondary-foreground"
      kind="not-found"
      title={title}
    >
      {children}
    </Frame>
  );
}

interface NoPermissionProps {
  /** What is closed: "The ledger". */
  what: string;
  /** Who may see it: "finance, manager or auditor". */
  grantedTo: string;
}

/** The role may know that this exists but not open it: says who can. */
export function EmptyNoPermission({ what, grantedTo }: NoPermissionProps) {
  return (
    <Frame
      icon={Lock}
      iconClass="bg-pend-tint text-pend"
      kind="no-permission"
      title={`${what} is not open to your role`}
    >
      Open to {grantedTo}. An admin can change your role; the change is signed by a second person.
    </Frame>
  );
}
