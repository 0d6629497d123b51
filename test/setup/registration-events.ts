import { RegistrationEvent } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import { remarkPlaces } from "#models/registration/remark.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import type { RegistrationStep } from "#workflows/registration/registration-step.ts"
import type { StepField } from "#workflows/step-fields.ts"

/** Whom an appraisal is given to. */
export const COLLEAGUE = "thamdinh.khac"

/** What only the page knows: choices that depend on the registration, and which remark is meant. */
const fromThePage = ({ suggestion }: Registration): Record<string, unknown> => ({
  place: remarkPlaces(suggestion)[0]?.value,
  personId: COLLEAGUE,
  personName: COLLEAGUE,
  remarkId: "1",
})

/**
 * What a person sends who takes this step and fills its form in properly, for any step there is: a choice gives one event for each
 * answer. @throws Error for a form this does not know how to fill in
 */
export const eventsOfStep = (step: RegistrationStep, registration: Registration): RegistrationEvent[] => {
  const known = fromThePage(registration)
  const filled =
    step.place === "PROPOSAL"
      ? [{ proposal: proposalOf(registration) }]
      : step.fields.reduce<Record<string, unknown>[]>(
          (before, field) =>
            valuesOf(field, known).flatMap((value) =>
              before.map((values) => ({ ...values, [field.name]: value })),
            ),
          [known],
        )
  return filled.map((values) => {
    const read = RegistrationEvent.safeParse({ type: step.event, ...values })
    if (!read.success)
      throw new Error(
        `no fixture for «${step.event}»: ${read.error.issues.map(({ message }) => message).join()}`,
      )
    return read.data
  })
}

const DAY = "2023-12-29"

const proposalOf = ({ suggestion }: Registration) => {
  const proposal = proposalConfirming(suggestion)
  return proposal.level === "PARTIAL"
    ? { ...proposal, citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13" }
    : proposal
}

function valuesOf(field: StepField, known: Record<string, unknown>): unknown[] {
  switch (field.kind) {
    case "TEXT":
      return ["Ghi rõ nội dung để người sau biết"]
    case "CHOICE":
      return field.options.length > 0 ? field.options.map(({ value }) => value) : [known[field.name]]
    case "DAY":
    case "SEEN_DAY":
      return [DAY]
    case "CONFIRMATION":
      return ["on"]
    case "NUMBER":
      return [1]
    case "TYPED_NUMBER":
      return [field.expected]
    case "SEEN_EFFECT":
    case "DIGEST":
      return ["0".repeat(64)]
  }
}
