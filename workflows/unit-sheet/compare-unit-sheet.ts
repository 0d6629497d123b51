import { isDeepStrictEqual } from "node:util"
import { CRITERION_ANSWER_LABELS, type LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Registration } from "#models/registration/registration.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { SheetRow } from "#models/unit-sheet/unit-sheet.ts"
import { proposalFaults } from "#workflows/classification/proposal-faults.ts"
import type { ComparedRow } from "./compared-row.ts"
import { criterionHeading, HEADINGS } from "./sheet-columns.ts"

const EDITABLE = ["drafting", "returned"]

/** One row of the file beside what stands. `registration` is null when it is not this person's or not there. Pure. */
export const compareRow = (
  row: SheetRow,
  registration: Registration | null,
  regime: LegalRegime,
): ComparedRow => {
  const base = {
    line: row.line,
    registrationId: row.registrationId,
    serviceCode: registration?.serviceCode ?? row.registrationId,
    procedureName: registration?.procedureName ?? "",
    changes: [],
    remarks: [],
  }
  if (!registration) return { ...base, kind: "NOT_YOURS" }
  if (row.faults.length > 0)
    return {
      ...base,
      kind: "FAULTY",
      remarks: row.faults.map(({ column, message }) => `${column}: ${message}`),
    }
  const stands = registration.workflow.context.proposal as Proposal | null
  const proposal = row.proposal && withNotes(row.proposal, stands)
  if (!proposal || isSame(proposal, stands)) return { ...base, kind: "UNCHANGED" }
  const changes = differences(stands, proposal, regime)
  if (!EDITABLE.includes(registration.workflow.value)) return { ...base, kind: "CLOSED", changes }
  if (row.revision !== registration.revision) return { ...base, kind: "STALE", changes }
  const remarks = proposalFaults(proposal, registration.suggestion, regime).map(({ message }) => message)
  return { ...base, kind: "NEW", changes, remarks }
}

/** Nothing said of the proactive level is the same as none. */
const isSame = (now: Proposal, stands: Proposal | null): boolean =>
  stands !== null && isDeepStrictEqual(comparable(now), comparable(stands))

/** A list does not say who answered. */
const comparable = (proposal: Proposal): Proposal => ({
  ...proposal,
  proactiveLevel: proposal.proactiveLevel ?? null,
  answers: proposal.answers.map(({ answered: _, ...answer }) => answer),
})

/** Notes on single criteria have no column, and an older list has none for the proactive level: those that stand go on. */
export const withNotes = (proposal: Proposal, stands: Proposal | null): Proposal => ({
  ...(stands?.proactiveLevel === undefined ? {} : { proactiveLevel: stands.proactiveLevel }),
  ...proposal,
  answers: proposal.answers.map((answer) => ({
    ...answer,
    note: stands?.answers.find(({ letter }) => letter === answer.letter)?.note ?? "",
  })),
})

function differences(before: Proposal | null, now: Proposal, regime: LegalRegime): ComparedRow["changes"] {
  const was = inWords(before, regime)
  const is = inWords(now, regime)
  return Object.keys(is)
    .map((column) => ({ column, before: was[column] ?? "", now: is[column] ?? "" }))
    .filter((change) => change.before !== change.now)
}

function inWords(proposal: Proposal | null, { criteria }: LegalRegime): Record<string, string> {
  const answerOf = (letter: string) => proposal?.answers.find((answer) => answer.letter === letter)?.value
  return {
    [HEADINGS.level]: proposal ? SERVICE_LEVEL_LABELS[proposal.level] : "",
    ...Object.fromEntries(
      criteria.map(({ letter }) => {
        const value = answerOf(letter)
        return [criterionHeading(letter), value ? CRITERION_ANSWER_LABELS[value] : ""]
      }),
    ),
    [HEADINGS.partialReason]: proposal?.partialReason ? PARTIAL_REASON_LABELS[proposal.partialReason] : "",
    [HEADINGS.citation]: proposal?.citation ?? "",
    [HEADINGS.overruleReason]: proposal?.overruleReason ?? "",
    [HEADINGS.note]: proposal?.note ?? "",
    [HEADINGS.proactiveLevel]: String(proposal?.proactiveLevel ?? ""),
    [HEADINGS.caseName]: proposal?.caseName ?? "",
  }
}
