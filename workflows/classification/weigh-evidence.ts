import type { CriterionSubject, LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { type Leaning, type LevelEvidence, leaningOf } from "#models/registration/level-evidence.ts"
import type { Judgement } from "./judge-criterion.ts"
import { levelFromAnswers } from "./level-from-answers.ts"

export type Judged = {
  criterion: LegalRegime["criteria"][number]
  judgement: Judgement
  value: NonNullable<Judgement["value"]>
}

/** So many others, so much alike, have been right about the one left out in 98 of 100 cases. */
const ENOUGH = { others: 5, alike: 0.9 }

/** Whether enough like procedures, alike enough, point this way. */
export const settles = (evidence: LevelEvidence | null | undefined, leaning: Leaning): boolean =>
  leaningOf(evidence) === leaning &&
  (evidence?.voices ?? []).some(({ of, full }) => {
    const alike = (leaning === "FULL" ? full : of - full) / of
    return of >= ENOUGH.others && alike >= ENOUGH.alike
  })

/** Which silent criterion is answered otherwise: what the record leaves open before what it merely does not ask for. */
const OPEN_FIRST: readonly CriterionSubject[] = ["WHOLE_DOSSIER", "NO_PRESENCE", "RESULT", "PAYMENT"]

/**
 * Where the record is silent, what like procedures show decides which way the silence is read until an officer looks; what the
 * record states stays as it is, whatever they show. The answer rests on the silence, and says so: likeness is never its reason.
 */
export const weighEvidence = (
  judged: readonly Judged[],
  evidence: LevelEvidence | null | undefined,
  regime: LegalRegime,
): Judged[] => {
  const leaning = leaningOf(evidence)
  if (leaning === null) return [...judged]
  const isFull = (some: readonly Judged[]) => levelOf(some, regime) === "FULL"
  if (leaning === "FULL") {
    const filled = judged.map((one) => (one.judgement.ground === "SILENT" ? heldToBeMet(one) : one))
    return isFull(filled) ? filled : [...judged]
  }
  if (!isFull(judged)) return [...judged]
  const open = (ground: Judgement["ground"]) =>
    OPEN_FIRST.flatMap(
      (subject) =>
        judged.find((one) => one.criterion.subject === subject && one.judgement.ground === ground) ?? [],
    )
  const [chosen] = [...open("SILENT"), ...open("ABSENT")]
  return judged.map((one) => (one === chosen ? notShownToBeMet(one) : one))
}

const levelOf = (judged: readonly Judged[], regime: LegalRegime) =>
  levelFromAnswers(
    judged.map(({ criterion, value }) => ({ letter: criterion.letter, value })),
    regime,
  )

const heldToBeMet = (one: Judged): Judged =>
  one.value === "NOT_MET"
    ? { ...one, value: one.criterion.subject === "PAYMENT" ? "NOT_APPLICABLE" : "MET" }
    : one

const notShownToBeMet = (one: Judged): Judged => ({
  ...one,
  value: "NOT_MET",
  judgement: {
    ...one.judgement,
    ground: "SILENT",
    ...(one.judgement.ground === "ABSENT" ? { unwritten: true as const } : {}),
    explanation: `${one.judgement.explanation} Bản ghi chưa đủ để trả lời là đạt; cán bộ xác nhận.`,
  },
})
