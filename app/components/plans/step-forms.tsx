import { Text } from "@mantine/core"
import type { StepField } from "#workflows/step-fields.ts"
import { schemaOf } from "#workflows/step-fields.ts"
import { HiddenField } from "../../forms/fields.tsx"
import { StepFields } from "../../forms/step-fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"

type OfferedStep = {
  event: string
  label: string
  fields: readonly StepField[]
  whyNot: string | null
}

type StepFormsProps = {
  steps: readonly OfferedStep[]
  revision: number
  /** The last refusal: which step, why, and what was typed. */
  answer: { intent?: unknown; errors?: FieldErrors; values?: Record<string, unknown> } | undefined
}

/** One form per step: with fields, folded; a step that may not be taken says why in its place. */
export function StepForms({ steps, revision, answer }: StepFormsProps) {
  return steps.map((step) => {
    const isMine = answer?.intent === step.event
    const form = <StepForm step={step} revision={revision} answer={isMine ? answer : undefined} />
    if (step.whyNot !== null)
      return (
        <Text key={step.event} size="sm">
          <strong>{step.label}:</strong> {step.whyNot}
        </Text>
      )
    if (step.fields.length === 0) return <div key={step.event}>{form}</div>
    return (
      <details key={step.event} open={isMine}>
        <summary>{step.label}</summary>
        {form}
      </details>
    )
  })
}

function StepForm({
  step,
  revision,
  answer,
}: {
  step: OfferedStep
  revision: number
  answer: StepFormsProps["answer"]
}) {
  const { event, label, fields } = step
  return (
    <ZodForm
      key={`${event} ${revision}`}
      schema={schemaOf(fields)}
      label={label}
      errors={answer?.errors}
      defaultValues={{ ...answer?.values, intent: event, revision }}
    >
      <HiddenField name="intent" />
      <HiddenField name="revision" />
      <StepFields fields={fields} />
      <SubmitButton variant={fields.length === 0 ? "filled" : "default"}>{label}</SubmitButton>
    </ZodForm>
  )
}
