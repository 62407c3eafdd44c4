/** Where a page of approvals goes on: the last row's keys. */
export interface ApprovalKey {
  readonly createdAt: Date;
  readonly id: string;
}

const TEXT = /^(\d{1,15})_([0-9a-f-]{36})$/;

/** The key as a cursor's text. */
export function approvalCursor(key: ApprovalKey): string {
  return `${key.createdAt.getTime()}_${key.id}`;
}

/** Reads what {@link approvalCursor} wrote; null for anything else. */
export function parseApprovalCursor(text: string): ApprovalKey | null {
  const match = TEXT.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { createdAt: new Date(Number(match[1])), id: match[2] };
}
