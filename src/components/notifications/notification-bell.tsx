"use client";

import { Bell } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { compactSpan } from "#components/ui/format-time.ts";
import { Popover } from "#components/ui/popover.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { NotificationDto } from "#core/contracts/notifications.ts";
import { notificationWords } from "./notification-words.ts";
import { useNotifications } from "./use-notifications.ts";

const MOST_SHOWN = 99;

function Line({ told, onFollow }: { told: NotificationDto; onFollow: () => void }) {
  const { title, detail, href } = notificationWords(told);
  return (
    <li className="border-b last:border-b-0">
      <Link
        className="grid gap-0.5 rounded-sm px-2 py-2 hover:bg-accent focus-visible:-outline-offset-2"
        href={href}
        onClick={onFollow}
      >
        <span className={cn("flex items-start gap-2", told.isNew && "font-medium")}>
          <span
            aria-hidden="true"
            className={cn("mt-1.5 size-2 shrink-0 rounded-full", told.isNew && "bg-primary")}
          />
          <span className="min-w-0 flex-1 break-words">
            {told.isNew ? <span className="sr-only">New: </span> : null}
            {title}
          </span>
          <span className="shrink-0 font-normal text-meta text-muted-foreground">
            {compactSpan(told.ageMs)} ago
          </span>
        </span>
        <span className="pl-4 text-meta text-secondary-foreground">{detail}</span>
      </Link>
    </li>
  );
}

function OpenBell({ onClose }: { onClose: () => void }) {
  const { data, error, refetch, read } = useNotifications();
  if (data === undefined)
    return error ? (
      <ApiErrorPanel error={error} onRetry={() => void refetch()} />
    ) : (
      <SkeletonLines lines={3} />
    );
  return (
    <div className="grid gap-1">
      <div className="flex min-h-8 items-center justify-between gap-3 px-2">
        <h2 className="font-semibold">Notifications</h2>
        {data.unread > 0 ? (
          <Button onClick={() => read()} size="sm" variant="ghost">
            Mark all read
          </Button>
        ) : null}
      </div>
      {data.rows.length === 0 ? (
        <p className="px-2 pb-2 text-secondary-foreground">
          Nothing yet. What waits for you, and what became of what you asked for, is told here.
        </p>
      ) : (
        <ul aria-label="Notifications" className="max-h-[60vh] overflow-y-auto">
          {data.rows.map((told) => (
            <Line
              key={told.id}
              onFollow={() => {
                if (told.isNew) read([told.id]);
                onClose();
              }}
              told={told}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function BellButton() {
  const [isOpen, setOpen] = useState(false);
  const { data } = useNotifications();
  const unread = data?.unread ?? 0;
  const count = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : `${unread}`;
  return (
    <Popover
      className="w-92 max-w-[calc(100vw-1rem)]"
      label="Notifications"
      onOpenChange={setOpen}
      open={isOpen}
      trigger={
        <button
          className="relative flex size-7 shrink-0 items-center justify-center rounded-md text-secondary-foreground hover:bg-accent hover:text-foreground"
          type="button"
        >
          <Bell aria-hidden="true" className="size-[18px]" />
          <span className="sr-only">
            {unread === 0 ? "Notifications" : `Notifications, ${unread} new`}
          </span>
          {unread === 0 ? null : (
            <span
              aria-hidden="true"
              className="num absolute -top-1 -right-1 flex h-4 min-w-4 items-center justify-center rounded-full bg-primary px-1 text-[0.625rem] text-primary-foreground leading-none"
            >
              {count}
            </span>
          )}
        </button>
      }
    >
      <OpenBell onClose={() => setOpen(false)} />
    </Popover>
  );
}

/** The bell of every screen: how much asks for a look, and what it is. A role that is never told of anything has none. */
export function NotificationBell() {
  return usePermitted("notification:read-own") ? <BellButton /> : null;
}
