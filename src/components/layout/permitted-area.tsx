"use client";

import type { ReactNode } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ROLE_TITLES } from "#components/messages/role-title.ts";
import { EmptyNoPermission } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { isPermitted, type Permission } from "#core/permissions.ts";
import { ROLES } from "#core/roles.ts";

const anyOf = new Intl.ListFormat("en-GB", { type: "disjunction" });

interface PermittedAreaProps {
  /** What one must hold to open any page of the area. */
  permission: Permission;
  /** Title of the area, for the page in its place: "Ledger". */
  title: string;
  /** The area in a sentence: "The ledger". */
  what: string;
  children: ReactNode;
}

/** The pages of an area for those who may open them. Everybody else reads who may, and nothing is asked of the server. */
export function PermittedArea({ permission, title, what, children }: PermittedAreaProps) {
  if (usePermitted(permission)) return children;
  const openTo = ROLES.filter((role) => isPermitted(role, permission));
  return (
    <>
      <PageHeader title={title} />
      <EmptyNoPermission
        grantedTo={anyOf.format(openTo.map((role) => ROLE_TITLES[role].toLowerCase()))}
        what={what}
      />
    </>
  );
}
