import {
  findAuditEntry,
  findAuditTrail,
  findLastEntryBy,
} from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { SUBJECT_LABELS } from "#models/audit/audit-words.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { type AuditLine, describeEntry } from "./describe-entry.server.ts"
import { receiptFigures } from "./receipt-figures.server.ts"
import { subjectNames } from "./subject-names.server.ts"

/** Biên nhận: what was done, in the words of the log, which is where it stands for good. */
export type Receipt = Pick<
  AuditLine,
  "sequence" | "at" | "byName" | "subject" | "what" | "detail" | "from" | "to"
> & {
  /** What it was done to, by its name. */
  which: string
  /** SHA-256 of the entry, by which the log vouches for it. */
  hash: string
  /** Upon how much it was done, each number with its noun; empty where the act has no numbers. */
  figures: string[]
}

/** The number under which the log keeps what this person did last; `about`: to one thing, others going on beside it. */
export const lastActOf = async (
  { id }: Pick<Actor, "id">,
  about?: AuditLine["subject"],
): Promise<number | null> => {
  const entry = about
    ? (await findAuditTrail(about.kind, about.id)).findLast(({ by }) => by === id)
    : await findLastEntryBy(id)
  return entry?.sequence ?? null
}

/** The receipt of an act of one's own, or of anybody's for those who read the log. @throws NotFoundError, ForbiddenError */
export const getReceipt = async (
  d: OfficeDependencies & Naming,
  { actor, sequence }: { actor: Actor; sequence: number },
): Promise<Receipt> => {
  const entry = await findAuditEntry(sequence)
  if (entry?.by !== actor.id)
    await authorise(d, actor, "audit.view", { kind: "auditLog", id: String(sequence) })
  if (!entry) throw new NotFoundError("Không có biên nhận mang số này.")
  return receiptOf(d, entry)
}

/** The same to be shown on the page the person was led to; null where it is not theirs. */
export const ownReceipt = async (
  d: Naming,
  actor: Pick<Actor, "id">,
  sequence: number,
): Promise<Receipt | null> => {
  const entry = await findAuditEntry(sequence)
  if (entry?.by !== actor.id) return null
  return receiptOf(d, entry)
}

const receiptOf = async (d: Naming, entry: AuditEntry): Promise<Receipt> => {
  const [named = entry] = await withNames([entry])
  const { by: _, ...line } = describeEntry(named)
  return {
    ...line,
    which: await nameOf(d, entry.subject),
    hash: entry.hash,
    figures: await receiptFigures(entry),
  }
}

type Naming = Parameters<typeof subjectNames>[0]

const nameOf = async (d: Naming, subject: AuditLine["subject"]): Promise<string> =>
  (await subjectNames(d, [subject]))(subject) ?? SUBJECT_LABELS[subject.kind] ?? ""
