import { formatDay } from "#models/shared/dates.ts"
import { DRAFT_FORMS } from "../../components/plans/draft-schemas.ts"
import { DateField, HiddenField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"

/** What a refused form was answered. */
export type DraftAnswer = { errors: FieldErrors; values: Record<string, unknown> } | undefined

type PartFormProps = {
  part: { number: string; heading: string }
  revision: number
  label: string
  answer: DraftAnswer
}

/** A part's number and heading: of a known number its wording is changed. */
export function PartForm({ part, revision, label, answer }: PartFormProps) {
  const isMine = answer !== undefined && String(answer.values["label"]) === label
  return (
    <ZodForm
      key={`${part.number} ${revision}`}
      schema={DRAFT_FORMS.part}
      label={label}
      errors={isMine ? answer.errors : undefined}
      defaultValues={{ ...part, ...(isMine ? answer.values : {}), label, intent: "part", revision }}
    >
      <HiddenField name="intent" />
      <HiddenField name="revision" />
      <HiddenField name="label" />
      <TextField name="number" label="Số của phần" required maw={160} />
      <TextField name="heading" label="Tên phần" required maw={560} />
      <SubmitButton variant="default">{label}</SubmitButton>
    </ZodForm>
  )
}

type HeadFormProps = { plan: { title: string; endsOn: string; revision: number }; answer: DraftAnswer }

export function HeadForm({ plan: { title, endsOn, revision }, answer }: HeadFormProps) {
  return (
    <ZodForm
      key={revision}
      schema={DRAFT_FORMS.head}
      label="Trích yếu, ngày kết thúc"
      errors={answer?.errors}
      defaultValues={{ title, endsOn: formatDay(endsOn), ...answer?.values, intent: "head", revision }}
    >
      <HiddenField name="intent" />
      <HiddenField name="revision" />
      <TextAreaField name="title" label="Trích yếu" required autosize minRows={2} maw={720} />
      <DateField name="endsOn" label="Thực hiện đến ngày" required maw={240} />
      <SubmitButton variant="default">Lưu trích yếu</SubmitButton>
    </ZodForm>
  )
}
