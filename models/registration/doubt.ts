import type { Proposal } from "./proposal.ts"
import type { Suggestion } from "./registration.ts"

type Doubted = Pick<Suggestion, "sure" | "doubtful" | "answers" | "snapshotHash">

/** The criteria an officer must answer themself; every one of an unsure suggestion that did not tell them apart. */
export const doubtfulLetters = ({ sure, doubtful, answers }: Omit<Doubted, "snapshotHash">): string[] =>
  sure ? [] : (doubtful ?? answers.map(({ letter }) => letter))

/**
 * What became of the suggested answer to a criterion. CONFIRMED: a doubt, answered as suggested. OVERRULED: answered otherwise.
 * LEFT: clear, and taken over. OPEN: a doubt nobody has answered on the content it rests on now.
 */
export const ANSWER_STANDINGS = ["OPEN", "OVERRULED", "CONFIRMED", "LEFT"] as const
export type AnswerStanding = (typeof ANSWER_STANDINGS)[number]
export const ANSWER_STANDING_LABELS: Record<AnswerStanding, string> = {
  OPEN: "Chưa trả lời điểm nghi ngờ",
  OVERRULED: "Trả lời khác gợi ý",
  CONFIRMED: "Đã xác nhận điểm nghi ngờ",
  LEFT: "Giữ gợi ý đã rõ",
}

/** How each criterion of a suggestion stands in a proposal, in the order of the suggestion. */
export const answerStandings = (
  suggestion: Doubted,
  proposal: Pick<Proposal, "answers"> | null,
): { letter: string; standing: AnswerStanding; by: string | null }[] => {
  const doubtful = new Set(doubtfulLetters(suggestion))
  return suggestion.answers.map(({ letter, value }) => {
    const given = proposal?.answers.find((answer) => answer.letter === letter)
    const answered = given?.answered?.record === suggestion.snapshotHash ? given.answered : null
    const standing =
      doubtful.has(letter) && !answered
        ? "OPEN"
        : given && given.value !== value
          ? "OVERRULED"
          : doubtful.has(letter)
            ? "CONFIRMED"
            : "LEFT"
    return { letter, standing, by: answered?.by ?? null }
  })
}

/** The doubts of a suggestion that a proposal does not answer. */
export const openLetters = (suggestion: Doubted, proposal: Pick<Proposal, "answers"> | null): string[] =>
  answerStandings(suggestion, proposal)
    .filter(({ standing }) => standing === "OPEN")
    .map(({ letter }) => letter)

/**
 * A proposal as it is kept: beside each answer that is no mere taking over stands who gave it. Whoever sends an answer to a doubt
 * gives it, for no form fills one in; the same answer given before on the same content stays its giver's.
 */
export const withAnswerers = (
  proposal: Proposal,
  before: Proposal | null,
  suggestion: Doubted,
  by: string,
): Proposal => {
  const record = suggestion.snapshotHash
  const doubtful = new Set(doubtfulLetters(suggestion))
  const suggested = new Map(suggestion.answers.map(({ letter, value }) => [letter, value]))
  const answers = proposal.answers.map(({ answered: _, ...answer }) => {
    const { letter, value } = answer
    if (!doubtful.has(letter) && suggested.get(letter) === value) return answer
    const kept = before?.answers.find((one) => one.letter === letter && one.value === value)?.answered
    return { ...answer, answered: kept?.record === record ? kept : { by, record } }
  })
  return { ...proposal, answers }
}

/** What of a suggestion asks for a look, in its own words. */
export const whyDoubted = ({ doubtful, reasons }: Pick<Suggestion, "doubtful" | "reasons">): string =>
  reasons
    .filter(({ criterion }) => doubtful?.includes(criterion))
    .map(({ criterion, explanation }) => `${criterion}) ${explanation}`)
    .join(" ") || "Gợi ý chưa chắc chắn."
