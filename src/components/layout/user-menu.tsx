"use client";

import { useRouter } from "next/navigation";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useOpenHelp } from "#components/commands/palette-state.tsx";
import {
  DropdownMenu,
  MenuChoice,
  MenuItem,
  MenuLabel,
  MenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import { signOutHere } from "./sign-out.ts";
import { useAppearance } from "./use-appearance.tsx";

export interface ShellUser {
  readonly name: string;
  /** The role in words: "Finance reviewer". */
  readonly roleTitle: string;
}

const THEME_CHOICES = [
  { value: "system", label: "System theme" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

const DENSITY_CHOICES = [
  { value: "compact", label: "Compact rows" },
  { value: "comfortable", label: "Comfortable rows" },
] as const;

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");

/** Who one is, the looks of the console, the keys, and the way out. */
export function UserMenu({ user }: { user: ShellUser }) {
  const { appearance, change } = useAppearance();
  const openHelp = useOpenHelp();
  const router = useRouter();
  const maySeeGlass = usePermitted("break-glass:read");
  const maySeeAway = usePermitted("delegation:read");
  return (
    <DropdownMenu
      trigger={
        <button
          className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent text-label hover:bg-border"
          type="button"
        >
          <span aria-hidden="true">{initials(user.name)}</span>
          <span className="sr-only">Account of {user.name}</span>
        </button>
      }
    >
      <div className="px-2 py-1">
        <p className="font-medium">{user.name}</p>
        <p className="text-meta text-muted-foreground">{user.roleTitle}</p>
      </div>
      <MenuSeparator />
      <MenuChoice
        choices={THEME_CHOICES}
        label="Theme"
        onChange={(theme) => change({ theme })}
        value={appearance.theme}
      />
      <MenuSeparator />
      <MenuChoice
        choices={DENSITY_CHOICES}
        label="Density"
        onChange={(value) => change({ comfortable: value === "comfortable" })}
        value={appearance.comfortable ? "comfortable" : "compact"}
      />
      <MenuSeparator />
      <MenuItem keys="?" onSelect={openHelp}>
        Keys
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => router.push("/settings/security")}>Security</MenuItem>
      {maySeeAway ? <MenuItem onSelect={() => router.push("/settings/away")}>Away</MenuItem> : null}
      {maySeeGlass ? (
        <MenuItem onSelect={() => router.push("/settings/break-glass")}>Break-glass</MenuItem>
      ) : null}
      <MenuSeparator />
      <MenuLabel>Session</MenuLabel>
      <MenuItem
        onSelect={() => {
          signOutHere().catch(() => router.refresh());
        }}
      >
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
