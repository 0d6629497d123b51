import type { CriterionAnswerValue, LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { openLetters } from "#models/registration/doubt.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { findDoubtful, getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { levelFromAnswers } from "#workflows/classification/level-from-answers.ts"
import { startingProposal } from "#workflows/classification/starting-proposal.ts"
import {
  type MoveOutcome,
  moveRegistrations,
  type RegistrationDependencies,
} from "./move-registrations.server.ts"

/** Services of one unit that leave the same criterion open for the same sentence of their records. */
export type AlikeDoubts = {
  letter: string
  /** The words the doubt rests on, the same in each. */
  sentence: string
  /** The one it was asked from first. */
  rows: Pick<Registration, "id" | "revision" | "serviceCode" | "procedureName">[]
}

/** What a doubt rests on: the quoted words of the record, else what is said of its silence. */
const sentenceOf = ({ suggestion: { reasons, facts } }: Registration, letter: string): string => {
  const reason = reasons.find(({ criterion }) => criterion === letter)
  const quotes = facts.filter(({ id, quote }) => quote !== "" && reason?.factIds.includes(id))
  return quotes.map(({ quote }) => quote).join(" … ") || (reason?.explanation ?? "")
}

const isOpen = ({ suggestion, workflow }: Registration, letter: string): boolean =>
  openLetters(suggestion, workflow.context.proposal).includes(letter)

/** Those that share a doubt with a registration, itself included; none where its criterion is not open. */
export const alikeDoubts = async (registration: Registration, letter: string): Promise<AlikeDoubts> => {
  const sentence = sentenceOf(registration, letter)
  const { campaignId, agencyId } = registration
  const found = isOpen(registration, letter) ? await findDoubtful({ campaignId, agencyId, letter }) : []
  const rows = found
    .filter((one) => isOpen(one, letter) && sentenceOf(one, letter) === sentence)
    .sort((a, b) => Number(b.id === registration.id) - Number(a.id === registration.id))
  return {
    letter,
    sentence,
    rows: rows.map(({ id, revision, serviceCode, procedureName }) => ({
      id,
      revision,
      serviceCode,
      procedureName,
    })),
  }
}

/**
 * Gives one answer to the same doubt of several services, each chosen by itself and on the revision that was seen; kept as drafts,
 * each with who answered. A row that has changed since, or does not share the doubt, is refused and left.
 * @throws ForbiddenError, NotFoundError, InvalidInputError when none is chosen
 */
export const answerTogether = async (
  d: RegistrationDependencies,
  input: {
    registrationId: string
    letter: string
    value: CriterionAnswerValue
    note: string
    rows: readonly { registrationId: string; revision: number }[]
    actor: Actor
  },
): Promise<MoveOutcome[]> => {
  const { registrationId, letter, value, note, actor } = input
  const registration = await getRegistration(registrationId)
  const { agencyId } = registration
  await authorise(d, actor, "registration.propose", { kind: "registration", id: registrationId, agencyId })
  const alike = new Set((await alikeDoubts(registration, letter)).rows.map(({ id }) => id))
  const chosen = input.rows.filter((row) => alike.has(row.registrationId))
  if (chosen.length === 0) {
    const message = "Đánh dấu ít nhất một dịch vụ còn để ngỏ tiêu chí này."
    throw new InvalidInputError(message, [{ field: "rows", message }])
  }
  const moves = []
  for (const { registrationId: id, revision } of chosen) {
    const { suggestion, workflow } = await getRegistration(id)
    const regime = await d.getRegime(suggestion.regimeId)
    const started = startingProposal(workflow.context.proposal, suggestion)
    const proposal = withAnswer(started, { letter, value, note }, regime)
    moves.push({ registrationId: id, revision, event: { type: "draft.saved" as const, proposal } })
  }
  return moveRegistrations(d, { moves, actor })
}

/** Once every criterion is answered the level is the one the answers lead to. */
function withAnswer(proposal: Proposal, answer: Proposal["answers"][number], regime: LegalRegime): Proposal {
  const answers = [...proposal.answers.filter(({ letter }) => letter !== answer.letter), answer]
  const isComplete = regime.criteria.every(({ letter }) => answers.some((one) => one.letter === letter))
  return { ...proposal, answers, ...(isComplete ? { level: levelFromAnswers(answers, regime) } : {}) }
}
