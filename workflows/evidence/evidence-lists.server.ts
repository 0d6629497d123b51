import { randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import {
  decideMatches,
  findConfirmedMatches,
  findEvidenceLists,
  findMatchPage,
  insertEvidenceList,
} from "#models/evidence-list/evidence-list.repository.server.ts"
import {
  type EvidenceKind,
  type EvidenceList,
  type EvidenceMatch,
  type MatchState,
  SHOWN_KINDS,
} from "#models/evidence-list/evidence-list.ts"
import { findCurrentNames } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { matchRows } from "./match-rows.ts"
import type { readEvidenceFile } from "./read-evidence-file.server.ts"
import { type Tally, tallyOf } from "./tally.ts"

/** A published list is a few thousand rows. */
const LIMITS = { ...IMPORT_LIMITS, rows: 20_000 }
const readApart = apart<typeof readEvidenceFile>("readEvidence")
const SUBJECT = { kind: "evidence", id: "*" } as const

export type EvidenceListForm = { kind: EvidenceKind; issuer: string; publishedOn: string; source: string }

/**
 * Takes a list somebody else published: matches its rows to our procedures by code, and proposes matches by name. All of it or
 * nothing; a list that is there is never replaced.
 * @returns how many rows were read and matched each way
 * @throws ForbiddenError, InvalidInputError (row by row), RuleBrokenError
 */
export const importEvidenceList = async (
  d: OfficeDependencies,
  input: { form: EvidenceListForm; fileName: string; bytes: Uint8Array; actor: Actor },
): Promise<{ rows: number; byCode: number; byName: number }> => {
  const { form, bytes } = input
  const actor = await authorise(d, input.actor, "evidence.import", SUBJECT)
  const rows = await readApart(bytes, form.kind, LIMITS)
  const procedures = await findCurrentNames()
  if (procedures.length === 0)
    throw new RuleBrokenError("Sổ thủ tục còn trống nên chưa đối chiếu được. Hãy nhập thủ tục trước.")
  const at = d.clock.now()
  const list: EvidenceList = {
    id: randomUUID(),
    ...form,
    fileName: input.fileName.slice(0, 255),
    fileSha256: sha256(bytes),
    importedBy: actor.id,
    importedAt: at,
    rows: rows.length,
  }
  const rowOfList = (row: (typeof rows)[number]) => ({
    id: `${list.id}|${row.line}`,
    listId: list.id,
    kind: form.kind,
    issuer: form.issuer,
    publishedOn: form.publishedOn,
    line: row.line,
    rowCode: row.code,
    rowName: row.name,
    level: row.level,
    usage: row.usage,
    decidedBy: null,
    decidedAt: null,
  })
  const matches = matchRows(rows, procedures).map(
    ({ row, procedure, by, score }): EvidenceMatch => ({
      ...rowOfList(row),
      procedureCode: procedure.code,
      procedureName: procedure.name,
      by,
      score,
      state: by === "CODE" ? "CONFIRMED" : "PROPOSED",
    }),
  )
  const matched = new Set(matches.map(({ line }) => line))
  // A list of what others show of our own procedures is answered for row by row.
  const unmatched = rows
    .filter(({ line }) => SHOWN_KINDS.some((kind) => kind === form.kind) && !matched.has(line))
    .map(
      (row): EvidenceMatch => ({
        ...rowOfList(row),
        procedureCode: "",
        procedureName: "",
        by: "NONE",
        score: 0,
        state: "UNMATCHED",
      }),
    )
  await d.store.inTransaction(async (session) => {
    await insertEvidenceList(list, [...matches, ...unmatched], session)
    const event = {
      subject: { kind: "evidence", id: list.id },
      type: "evidence.imported",
      payload: { fileName: list.fileName, rows: rows.length, text: form.issuer },
    } as const
    await appendAuditEntries([auditDraft(event, actor, at)], session)
  })
  const byCode = matches.filter(({ by }) => by === "CODE").length
  return { rows: rows.length, byCode, byName: matches.length - byCode }
}

/**
 * Says of matches by name whether they are the same procedure; only those still waiting change.
 * @returns how many were decided
 * @throws ForbiddenError, InvalidInputError when none was chosen
 */
export const decideEvidence = async (
  d: OfficeDependencies,
  {
    matchIds,
    state,
    actor: asker,
  }: { matchIds: readonly string[]; state: "CONFIRMED" | "REJECTED"; actor: Actor },
): Promise<number> => {
  const actor = await authorise(d, asker, "evidence.import", SUBJECT)
  if (matchIds.length === 0)
    throw new InvalidInputError("Chưa chọn cặp nào. Hãy đánh dấu các cặp trong bảng.")
  const at = d.clock.now()
  return d.store.inTransaction(async (session) => {
    const done = await decideMatches(matchIds, { state, decidedBy: actor.id, decidedAt: at }, session)
    const event = {
      subject: { kind: "evidence", id: "*" },
      type: "evidence.decided",
      payload: { rows: done, note: state === "CONFIRMED" ? "đúng" : "khác" },
    } as const
    await appendAuditEntries([auditDraft(event, actor, at)], session)
    return done
  })
}

const PAGE_SIZE = 50

/** The lists, and one page of matches in a state. @throws ForbiddenError */
export const getEvidencePage = async (
  d: OfficeDependencies,
  { state, page, actor }: { state: MatchState; page: number; actor: Actor },
): Promise<{
  lists: EvidenceList[]
  matches: EvidenceMatch[]
  total: number
  pageSize: number
  mayImport: boolean
}> => {
  await authorise(d, actor, "register.view", SUBJECT)
  const [lists, found] = await Promise.all([
    findEvidenceLists(),
    findMatchPage(state, { number: page, size: PAGE_SIZE }),
  ])
  return {
    lists,
    matches: found.rows,
    total: found.total,
    pageSize: PAGE_SIZE,
    mayImport: isAllowed(actor, "evidence.import"),
  }
}

/** What others say of a procedure, as evidence beside the suggestion. */
export const evidenceOf = async (procedureCode: string): Promise<Tally> =>
  tallyOf(await findConfirmedMatches(procedureCode))
