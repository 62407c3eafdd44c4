export { personActor, systemActor } from "#server/platform/audit/audit-actor.ts";
export {
  type AuditActor,
  recordAudit,
} from "#server/platform/audit/audit-event.repo.ts";
