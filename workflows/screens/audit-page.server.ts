import {
  type AuditFilter,
  type AuditPage,
  findAuditPage,
} from "#models/audit/audit-entry.repository.server.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import { addDays, type IsoDay, instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { type AuditLine, describeEntry } from "./describe-entry.server.ts"
import type { RegistrationListDependencies } from "./registration-list.server.ts"
import { subjectNames } from "./subject-names.server.ts"

export type AuditQuery = {
  type?: string | undefined
  /** User name, exactly. */
  by?: string | undefined
  subjectId?: string | undefined
  from?: IsoDay | undefined
  to?: IsoDay | undefined
  /** `sequence`: oldest first. */
  sort?: string | undefined
  page: number
}

/** A line of the log with what its thing is called; null for what has no name of its own. */
export type LogLine = AuditLine & { which: string | null }

const AUDIT_PAGE_SIZE = 50

/** One page of the audit log, newest first unless asked otherwise. @throws ForbiddenError (with its audit line) */
export const getAuditPage = async (
  d: OfficeDependencies & Pick<RegistrationListDependencies, "reference">,
  input: { query: AuditQuery; actor: Actor },
): Promise<Omit<AuditPage, "entries"> & { lines: LogLine[]; page: number; pageSize: number }> => {
  await authorise(d, input.actor, "audit.view", { kind: "auditLog", id: "*" })
  const { type, by, subjectId, from, to, sort, page } = input.query
  const filter: AuditFilter = {
    ...(type ? { type } : {}),
    ...(by ? { by } : {}),
    ...(subjectId ? { subjectId } : {}),
    isOldestFirst: sort === "sequence",
    ...(from ? { since: instantOf(from).toISOString() } : {}),
    ...(to ? { before: instantOf(addDays(to, 1)).toISOString() } : {}),
  }
  const { entries, total, isMore } = await findAuditPage(filter, page, AUDIT_PAGE_SIZE)
  const nameOf = await subjectNames(
    d,
    entries.map(({ subject }) => subject),
  )
  const lines = (await withNames(entries)).map((entry) => ({
    ...describeEntry(entry),
    which: nameOf(entry.subject),
  }))
  return { lines, total, isMore, page, pageSize: AUDIT_PAGE_SIZE }
}
