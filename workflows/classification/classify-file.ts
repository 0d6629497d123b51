import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { type LevelEvidence, voiceInWords } from "#models/registration/level-evidence.ts"
import type { Suggestion } from "#models/registration/registration.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import type { EvidenceFinder } from "#workflows/evidence/level-evidence.ts"
import { markedProcedure } from "#workflows/evidence/marked-procedure.ts"
import { classify } from "./classify.ts"

/** One service with what the rules say of it, as the command writes it. */
export type ClassifiedService = {
  code: string
  serviceCode: string
  level: ServiceLevel
  /** False: "cần xem xét". */
  sure: boolean
  reasons: { criterion: string; article: string; fact: string; quote: string }[]
  gaps: string[]
  /** What procedures like it are marked as, in words; beside the reasons, never one of them. */
  evidence: string[]
}

/** Without a finder nobody speaks of like procedures, and nothing is sure. */
const NOBODY_ASKED: EvidenceFinder = () => null

/**
 * What the rules of a regime say of every service of the procedures, in their order. The nation's flags are taken away
 * before the rules see a record; `find` leaves a procedure's own out.
 */
export const classifyAll = (
  procedures: readonly Procedure[],
  regime: LegalRegime,
  find: EvidenceFinder = NOBODY_ASKED,
): ClassifiedService[] =>
  procedures.flatMap((procedure) => {
    const suggestion = suggestionFor(procedure, regime, find)
    const evidence = (suggestion.evidence?.voices ?? []).map(voiceInWords)
    const reasons = reasonsOf(suggestion)
    return procedure.services.map(({ serviceCode }) => ({
      code: procedure.code,
      serviceCode,
      level: suggestion.level,
      sure: suggestion.sure,
      reasons,
      gaps: suggestion.gaps,
      evidence,
    }))
  })

const withoutFlags = (procedure: Procedure): Procedure => ({ ...procedure, nationalFlags: null })

const evidenceFor = (procedure: Procedure, find: EvidenceFinder): LevelEvidence | null =>
  find(markedProcedure(withoutFlags(procedure)))

const suggestionFor = (procedure: Procedure, regime: LegalRegime, find: EvidenceFinder): Suggestion =>
  classify(
    { procedure: withoutFlags(procedure), snapshotHash: "", evidence: evidenceFor(procedure, find) },
    regime,
  )

/** Each criterion with each fact its answer rests on; with its explanation where the record says nothing. */
function reasonsOf({ reasons, facts }: Suggestion): ClassifiedService["reasons"] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  return reasons.flatMap(({ criterion, article, explanation, factIds }) => {
    const found = factIds.flatMap((id) => byId.get(id) ?? [])
    if (found.length === 0) return [{ criterion, article, fact: explanation, quote: "" }]
    return found.map(({ value, quote }) => ({ criterion, article, fact: value, quote }))
  })
}

/** How far the rules and the nation's own flag agree. Shares from 0 to 1, NaN where there is nothing to divide by. */
export type Agreement = {
  services: number
  /** Services of procedures whose record carries the flag. */
  flagged: number
  agreement: number
  precision: number
  recall: number
  notSure: number
  agreementWhereSure: number
  majority: number
  onlineChannel: number
  /** Taking what most of the like procedures are marked as, without any rule. */
  evidenceAlone: number
}

/** Compares the outcome with `isFullProcess`: FULL or not. `services` as `classifyAll` gave them for these procedures. */
export const agreementWith = (
  procedures: readonly Procedure[],
  services: readonly ClassifiedService[],
  find: EvidenceFinder = NOBODY_ASKED,
): Agreement => {
  const procedureOf = procedures.flatMap((procedure) => procedure.services.map(() => procedure))
  const rows = services.flatMap((service, at) => {
    const procedure = procedureOf[at]
    const flag = procedure?.nationalFlags?.isFullProcess
    if (!procedure || flag === undefined || flag === null) return []
    const likelyFull = (evidenceFor(procedure, find)?.share ?? 0) > 0.5
    const hasOnline = procedure.submissionMethods.some(({ channel }) => channel === "ONLINE")
    return [{ flag, isFull: service.level === "FULL", sure: service.sure, hasOnline, likelyFull }]
  })
  const share = (part: readonly unknown[], whole: readonly unknown[]) => part.length / whole.length
  const flagged = rows.filter(({ flag }) => flag)
  const full = rows.filter(({ isFull }) => isFull)
  const sure = rows.filter((row) => row.sure)
  return {
    services: services.length,
    flagged: rows.length,
    agreement: share(
      rows.filter(({ flag, isFull }) => flag === isFull),
      rows,
    ),
    precision: share(
      full.filter(({ flag }) => flag),
      full,
    ),
    recall: share(
      flagged.filter(({ isFull }) => isFull),
      flagged,
    ),
    notSure: services.filter((service) => !service.sure).length / services.length,
    agreementWhereSure: share(
      sure.filter(({ flag, isFull }) => flag === isFull),
      sure,
    ),
    majority: Math.max(share(flagged, rows), 1 - share(flagged, rows)),
    onlineChannel: share(
      rows.filter(({ flag, hasOnline }) => flag === hasOnline),
      rows,
    ),
    evidenceAlone: share(
      rows.filter(({ flag, likelyFull }) => flag === likelyFull),
      rows,
    ),
  }
}

/** A service whose outcome differs between two regimes, with the criteria that were answered otherwise. */
export type RegimeDifference = {
  code: string
  serviceCode: string
  from: { level: ServiceLevel; sure: boolean }
  to: { level: ServiceLevel; sure: boolean }
  /** Letter, and the article it rests on in each; null where the regime has no such criterion. */
  moved: { criterion: string; from: string | null; to: string | null }[]
}

/** Services that come out otherwise under another regime, and the clauses that moved. */
export const differencesBetween = (
  procedures: readonly Procedure[],
  before: LegalRegime,
  after: LegalRegime,
  find: EvidenceFinder = NOBODY_ASKED,
): RegimeDifference[] =>
  procedures.flatMap((procedure) => {
    const [was, is] = [suggestionFor(procedure, before, find), suggestionFor(procedure, after, find)]
    if (was.level === is.level && was.sure === is.sure) return []
    const moved = movedCriteria(was, is)
    return procedure.services.map(({ serviceCode }) => ({
      code: procedure.code,
      serviceCode,
      from: { level: was.level, sure: was.sure },
      to: { level: is.level, sure: is.sure },
      moved,
    }))
  })

function movedCriteria(was: Suggestion, is: Suggestion): RegimeDifference["moved"] {
  const of = ({ reasons }: Suggestion, letter: string) =>
    reasons.find(({ criterion }) => criterion === letter)
  const letters = [...new Set([...was.reasons, ...is.reasons].map(({ criterion }) => criterion))]
  return letters.flatMap((criterion) => {
    const [before, after] = [of(was, criterion), of(is, criterion)]
    if (before && after && before.answer === after.answer) return []
    return [{ criterion, from: before?.article ?? null, to: after?.article ?? null }]
  })
}
