import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import type { Suggestion } from "#models/registration/registration.ts"
import { citationFields } from "#workflows/registration/provision-fields.ts"
import type { FieldErrors } from "../../http/parse-form.ts"

type ProposalValues = Omit<Proposal, "answers" | "partialReason" | "proactiveLevel"> & {
  proactiveLevel: string
  article: string
  clause: string
  point: string
  partialReason: string
  answers: { letter: string; value: string; note: string }[]
}

/** A proposal as the form's fields, the answers in the order of the regime's criteria. */
export const fieldsOf = (proposal: Proposal, regime: LegalRegime): ProposalValues => ({
  ...proposal,
  ...placesOf(proposal.citation),
  caseName: proposal.caseName ?? "",
  partialReason: proposal.partialReason ?? "",
  proactiveLevel: String(proposal.proactiveLevel ?? ""),
  answers: regime.criteria.map(({ letter }) => {
    const answer = proposal.answers.find((one) => one.letter === letter)
    return { letter, value: answer?.value ?? "", note: answer?.note ?? "" }
  }),
})

const placesOf = (text: string) => {
  const { act: citation, article, clause, point } = citationFields(text)
  return { citation, article, clause, point }
}

/** What was sent, read leniently: it may be exactly what was wrong. */
export function typedFields(sent: Record<string, unknown>, regime: LegalRegime): Partial<ProposalValues> {
  const answers = Array.isArray(sent.answers) ? sent.answers : []
  const text = (value: unknown) => (typeof value === "string" ? value : "")
  return {
    ...(sent as Partial<ProposalValues>),
    // One text, as an earlier form sent it, is shown in its parts.
    ...(text(sent.article) === "" ? placesOf(text(sent.citation)) : {}),
    partialReason: text(sent.partialReason),
    proactiveLevel: text(sent.proactiveLevel),
    answers: regime.criteria.map(({ letter }) => {
      const answer = answers.find((one) => one?.letter === letter)
      return { letter, value: text(answer?.value), note: text(answer?.note) }
    }),
  }
}

/**
 * Rules name answers by their letter (`answers.d`), the form by position (`answers.3.value`). What concerns the whole form
 * is said only where no field says it.
 */
export function byPosition(errors: FieldErrors | undefined, regime: LegalRegime): FieldErrors | undefined {
  if (!errors) return undefined
  const { "": whole, ...fields } = errors
  if (Object.keys(fields).length === 0) return whole ? { "": whole } : {}
  return Object.fromEntries(
    Object.entries(fields).map(([field, messages]) => {
      const index = regime.criteria.findIndex(({ letter }) => field === `answers.${letter}`)
      return [index < 0 ? field : `answers.${index}.value`, messages]
    }),
  )
}

/** Letters about which the form says something: an error, a note, an answer other than suggested. */
export const lettersShown = (
  errors: FieldErrors | undefined,
  { answers }: { answers: readonly { letter: string; value: string; note: string }[] },
  suggestion: Pick<Suggestion, "answers">,
): string[] =>
  answers.flatMap(({ letter, value, note }, index) => {
    const suggested = suggestion.answers.find((one) => one.letter === letter)?.value
    const isRefused = Object.keys(errors ?? {}).some((field) => field.startsWith(`answers.${index}.`))
    return isRefused || note !== "" || (value !== "" && value !== suggested) ? [letter] : []
  })
