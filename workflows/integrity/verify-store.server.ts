import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { type KnownAuthorities, NONE_KNOWN } from "#workflows/signatures/known-authorities.ts"
import { checkActs } from "./check-acts.server.ts"
import { checkAttachments } from "./check-attachments.server.ts"
import { checkAuditChain, type Finding } from "./check-audit-chain.server.ts"
import { checkEditions } from "./check-editions.server.ts"
import { checkMeasures } from "./check-measures.server.ts"
import { checkOutbox, type OwedRecords, owedRecordsOf } from "./check-outbox.server.ts"
import { checkRecalls } from "./check-recalls.server.ts"
import { checkRepeals } from "./check-repeals.server.ts"
import { checkReplay } from "./check-replay.server.ts"
import { checkReports } from "./check-reports.server.ts"
import { checkReturns } from "./check-returns.server.ts"
import { checkSignatures, type TrustCounts } from "./check-signatures.server.ts"
import { checkSigners } from "./check-signers.server.ts"
import { checkSnapshots } from "./check-snapshots.server.ts"

export type StoreReport = {
  ok: boolean
  auditEntries: number
  replayed: number
  snapshots: number
  editions: number
  documents: number
  messages: number
  attachments: number
  signatures: TrustCounts
  findings: Finding[]
}

/**
 * Reads everything back through the models: audit chain, replay, snapshot hashes, editions, documents, their signatures, outbox,
 * attachments, returns of units.
 * @param authorities those known here; where none are, nobody vouches for a signature and nothing speaks against it
 */
export const verifyStore = async (authorities: KnownAuthorities = NONE_KNOWN): Promise<StoreReport> => {
  const bySubject = new Map<string, AuditEntry[]>()
  let auditEntries = 0
  const chain = await checkAuditChain((entry) => {
    auditEntries += 1
    const key = `${entry.subject.kind}:${entry.subject.id}`
    const ofSubject = bySubject.get(key)
    if (ofSubject) ofSubject.push(entry)
    else bySubject.set(key, [entry])
  })
  const replay = await checkReplay(bySubject)
  const snapshots = await checkSnapshots()
  const owed = new Map<string, OwedRecords>()
  const editions = await checkEditions((edition) => owed.set(edition.id, owedRecordsOf(edition)))
  const signed = await checkSignatures(authorities)
  const signers = await checkSigners(bySubject)
  const outbox = await checkOutbox(owed)
  const attachments = await checkAttachments()
  const acts = await checkActs()
  const recalls = await checkRecalls()
  const repeals = await checkRepeals()
  const reports = await checkReports()
  const imports = new Set(
    [...bySubject.keys()].flatMap((key) => (key.startsWith("usage:") ? [key.slice(6)] : [])),
  )
  const measures = await checkMeasures(imports)
  const returns = await checkReturns(bySubject)
  const findings = [
    chain,
    ...[
      replay,
      snapshots,
      editions,
      signed,
      signers,
      outbox,
      attachments,
      acts,
      recalls,
      repeals,
      reports,
      measures,
      returns,
    ].map((checked) => checked.findings),
  ].flat()
  return {
    ok: findings.length === 0,
    auditEntries,
    replayed: replay.replayed,
    snapshots: snapshots.snapshots,
    editions: editions.editions,
    documents: editions.documents,
    messages: outbox.messages,
    attachments: attachments.attachments,
    signatures: signed.signatures,
    findings,
  }
}
