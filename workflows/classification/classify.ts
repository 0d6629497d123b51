import type { FactCorrection } from "#models/fact-correction/fact-correction.ts"
import type {
  Criterion,
  CriterionAnswerValue,
  CriterionSubject,
  LegalRegime,
} from "#models/legal-regime/legal-regime.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { type Leaning, type LevelEvidence, leaningOf } from "#models/registration/level-evidence.ts"
import type { EvidenceFact, Suggestion } from "#models/registration/registration.ts"
import type { PartialReason } from "#models/shared/levels.ts"
import { basesInForce, citationFrom } from "./citation.ts"
import { correctFacts } from "./correct-facts.ts"
import { readFacts } from "./facts.ts"
import { type FactBook, factBook, type Judgement, judge } from "./judge-criterion.ts"
import { levelFromAnswers } from "./level-from-answers.ts"
import { provisionInRecord } from "./provision-in-record.ts"
import { type Judged, settles, weighEvidence } from "./weigh-evidence.ts"

/**
 * The level the rules suggest for a service of this procedure, criterion by criterion, with the facts each answer rests on.
 * Officers' corrections of facts count before the record. Pure and deterministic; the nation's flag of the procedure is never asked. `sure`
 * where the rules and procedures like it point the same way, the texts are whole, and no silence or contradiction could change the
 * level; else the screen says "cần xem xét".
 */
export const classify = (input: ClassifyInput, regime: LegalRegime): Suggestion => {
  const { facts } = correctFacts(readFacts(input.procedure), input.corrections ?? [])
  const suggestion = suggestFrom(facts, input, regime)
  return { ...suggestion, ...citationOf(input, suggestion) }
}

type ClassifyInput = {
  procedure: Procedure
  snapshotHash: string
  corrections?: readonly FactCorrection[]
  /** Whether an act may be cited on the day (the register of legal bases); every act may where nobody says. */
  isInForce?: (number: string) => boolean
  /** What procedures like it speak for, its own mark left out. */
  evidence?: LevelEvidence | null | undefined
}

/** The article the record names where it asks for what keeps the service partial; else only the act, and no article. */
function citationOf(
  { procedure, isInForce }: ClassifyInput,
  suggestion: Omit<Suggestion, "citation">,
): Pick<Suggestion, "citation" | "citationSentence"> {
  const legalBases = basesInForce(procedure, isInForce)
  const found =
    suggestion.level === "PARTIAL"
      ? provisionInRecord(procedure, legalBases, factsOfReason(suggestion))
      : null
  if (found) return { citation: found.citation, citationSentence: found.sentence }
  return { citation: citationFrom({ ...procedure, legalBases }) }
}

const factsOfReason = ({ reasons, facts }: Omit<Suggestion, "citation">): EvidenceFact[] => {
  const ids = new Set(reasons.filter(({ answer }) => answer === "NOT_MET").flatMap(({ factIds }) => factIds))
  return facts.filter(({ id }) => ids.has(id))
}

const suggestFrom = (
  facts: EvidenceFact[],
  { snapshotHash, evidence }: Pick<ClassifyInput, "snapshotHash" | "evidence">,
  regime: LegalRegime,
): Omit<Suggestion, "citation"> => {
  const book = factBook(facts)
  const byRules = regime.criteria.map((criterion) => {
    const judgement = criterion.subject ? judge(criterion.subject, book) : NOTHING_SAYS
    return { criterion, judgement, value: judgement.value ?? burdenOf(regime) }
  })
  const judged = weighEvidence(byRules, evidence, regime)
  const answers = judged.map(({ criterion, value }) => ({ letter: criterion.letter, value, note: "" }))
  const level = levelFromAnswers(answers, regime)
  const points = level === "FULL" ? "FULL" : "NOT_FULL"
  const settled = settles(evidence, points)
  // All silences at once: two of them do not make a certainty.
  const letters = new Set(
    judged
      .filter(({ judgement }) => judgement.ground === "SILENT" && !(settled && maySettle(judgement, points)))
      .map(({ criterion }) => criterion.letter),
  )
  const holds = (["MET", "NOT_MET"] as const).every(
    (value) => levelFromAnswers(withAll(answers, letters, value), regime) === level,
  )
  const sure = holds && leaningOf(evidence) === points && !book.has("texts.shortened")
  const gaps = judged.map(({ judgement }) => judgement.gap).filter((gap) => gap !== "")
  return {
    regimeId: regime.id,
    snapshotHash,
    level,
    sure,
    ...(sure ? {} : { doubtful: doubtfulIn(judged, letters, level) }),
    answers,
    reasons: judged.map(({ criterion, judgement, value }) => ({
      criterion: criterion.letter,
      article: criterion.article,
      answer: value,
      explanation: judgement.explanation,
      factIds: judgement.factIds,
    })),
    gaps: gaps.map((gap) => `Để trở thành toàn trình: cần ${gap}`),
    facts,
    ...(evidence ? { evidence } : {}),
    partialReason: level === "PARTIAL" ? partialReasonFrom(judged, book, regime) : null,
  }
}

/** Like procedures settle what is not written at all, and that a duty of some dossiers keeps the service from *toàn trình*. */
const maySettle = ({ unwritten, ofSome }: Judgement, points: Leaning): boolean =>
  unwritten === true || (ofSome === true && points === "NOT_FULL")

/**
 * What an officer must answer where the suggestion is not sure: the silences; where none is, what the level hangs on: of FULL what
 * was read as met because nothing is written against it, else what is not met.
 */
function doubtfulIn(
  judged: readonly Judged[],
  silent: ReadonlySet<string>,
  level: Suggestion["level"],
): string[] {
  const lettersOf = (some: readonly Judged[]) => some.map(({ criterion }) => criterion.letter)
  const decisive = judged.filter(({ judgement, value }) =>
    level === "FULL" ? judgement.ground === "ABSENT" : value === "NOT_MET",
  )
  const found = silent.size > 0 ? [...silent] : lettersOf(decisive)
  return found.length > 0 ? found : lettersOf(judged)
}

const NOTHING_SAYS: Judgement = {
  value: null,
  ground: "SILENT",
  explanation: "Bản ghi không nói đến tiêu chí này; cán bộ rà soát tự trả lời.",
  factIds: [],
  gap: "",
}

/** Where the record is silent, regime A asks for proof of *toàn trình*, regime B for proof against it. */
const burdenOf = (regime: LegalRegime): CriterionAnswerValue =>
  regime.defaultLevel === "FULL" ? "MET" : "NOT_MET"

type Answers = readonly { letter: string; value: CriterionAnswerValue }[]

const withAll = (answers: Answers, letters: ReadonlySet<string>, value: CriterionAnswerValue): Answers =>
  answers.map((answer) => (letters.has(answer.letter) ? { ...answer, value } : answer))

/** The reason of the regime's list that the facts speak for: presence before on-site verification before means that lack. */
function partialReasonFrom(
  judged: readonly { criterion: Criterion; judgement: Judgement }[],
  facts: FactBook,
  regime: LegalRegime,
): PartialReason | null {
  const failed = (subject: CriterionSubject) =>
    judged.some(
      ({ criterion, judgement }) =>
        criterion.subject === subject && judgement.ground === "STATED" && judgement.value === "NOT_MET",
    )
  const inPerson = facts.like("presence.").length > 0
  const broughtAlong = facts.has("original.present") || facts.has("original.at-collection")
  const reason: PartialReason = failed("NO_PRESENCE")
    ? inPerson
      ? "PHYSICAL_PRESENCE"
      : "ON_SITE_VERIFICATION"
    : failed("WHOLE_DOSSIER") && broughtAlong
      ? "PHYSICAL_PRESENCE"
      : "TECHNICAL_LIMITATION"
  const allowed = regime.partialReasons.map((one) => one.reason)
  return allowed.includes(reason) ? reason : (allowed[0] ?? null)
}
