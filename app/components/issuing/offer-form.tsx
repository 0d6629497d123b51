import { Text } from "@mantine/core"
import { useNavigation } from "@remix-run/react"
import type { OpenOffer } from "#workflows/campaign/offers.server.ts"
import { schemaOf } from "#workflows/step-fields.ts"
import { HiddenField } from "../../forms/fields.tsx"
import { StepFields } from "../../forms/step-fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { StepAnswer } from "../../http/take-sent-step.server.ts"
import { EffectPanel } from "./effect-panel.tsx"

type OfferFormProps = {
  editionId: string
  offer: OpenOffer
  /** The campaign's, as the page shows it. */
  revision: number
  /** Of what is frozen; empty before. */
  digest: string
  answer: StepAnswer | null
}

/** The form of one step; what was typed and refused comes back into it. */
export function OfferForm({ editionId, offer, revision, digest, answer }: OfferFormProps) {
  const { intent, label, fields, says, values, working, isGrave, effect } = offer
  const mine = answer?.intent === intent ? answer : null
  return (
    <ZodForm
      key={`${intent} ${revision}`}
      schema={schemaOf(fields)}
      label={label}
      errors={mine?.errors}
      // Intent, revision and digest are always those of the page as it is now: after a conflict the person has seen what changed.
      defaultValues={{ ...values, ...mine?.values, ...seenOf(values), intent, revision, digest }}
    >
      <HiddenField name="intent" />
      <HiddenField name="revision" />
      {effect ? <EffectPanel editionId={editionId} effect={effect} /> : null}
      {says.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      <StepFields fields={fields} />
      <SubmitButton {...(isGrave ? { color: "red.9" } : {})}>{label}</SubmitButton>
      <Progress intent={intent} working={working} />
    </ZodForm>
  )
}

/** Of the effect that is shown now, not of the one that was refused. */
const seenOf = ({ seenEffect }: OpenOffer["values"]) => (seenEffect === undefined ? {} : { seenEffect })

/** Says what the wait is for; drawing and signing a thousand rows takes a while. */
function Progress({ intent, working }: Pick<OpenOffer, "intent" | "working">) {
  const { state, formData } = useNavigation()
  const isMine = state !== "idle" && formData?.get("intent") === intent
  return (
    <Text role="status" size="sm">
      {isMine ? working : ""}
    </Text>
  )
}
