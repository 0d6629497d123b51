import { formatDay } from "#models/shared/dates.ts"
import { DRAFT_FORMS } from "../../components/plans/draft-schemas.ts"
import { DateField, HiddenField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { Conflict } from "../../http/attempt.ts"
import type { FieldErrors } from "../../http/parse-form.ts"

/** What a refused form was answered; `conflict`: somebody else changed the draft meanwhile. */
export type DraftAnswer =
  | { errors: FieldErrors; values: Record<string, unknown>; conflict: Conflict | null }
  | undefined

/** On which revision a form goes again: after a conflict was shown, on what stands now; else on what was seen when it was opened. */
export const revisionOf = (answer: DraftAnswer, revision: number): string =>
  answer?.conflict?.made?.against["revision"] ?? String(answer?.values["revision"] ?? revision)

type PartFormProps = {
  part: { number: string; heading: string }
  revision: number
  label: string
  /** A part that is there has its number, and is called otherwise. */
  isNew: boolean
  answer: DraftAnswer
}

export function PartForm({ part, revision, label, isNew, answer }: PartFormProps) {
  const kind = isNew ? "part" : "renamePart"
  const isMine = answer !== undefined && String(answer.values["label"]) === label
  return (
    <ZodForm
      key={`${part.number} ${revision}`}
      schema={DRAFT_FORMS[kind]}
      label={label}
      errors={isMine ? answer.errors : undefined}
      defaultValues={{
        ...part,
        ...(isMine ? answer.values : {}),
        label,
        intent: kind,
        revision: revisionOf(isMine ? answer : undefined, revision),
      }}
    >
      <HiddenField name="intent" />
      <HiddenField name="revision" />
      <HiddenField name="label" />
      {isNew ? (
        <TextField name="number" label="Số của phần" required maw={160} />
      ) : (
        <HiddenField name="number" />
      )}
      <TextField name="heading" label="Tên phần" required maw={560} />
      <SubmitButton variant="default">{label}</SubmitButton>
    </ZodForm>
  )
}

type HeadFormProps = { plan: { title: string; endsOn: string; revision: number }; answer: DraftAnswer }

export const HEAD_FORM = "trich-yeu"

export function HeadForm({ plan: { title, endsOn, revision }, answer }: HeadFormProps) {
  return (
    <ZodForm
      key={revision}
      schema={DRAFT_FORMS.head}
      label="Trích yếu, ngày kết thúc"
      errors={answer?.errors}
      id={HEAD_FORM}
      defaultValues={{
        title,
        endsOn: formatDay(endsOn),
        ...answer?.values,
        intent: "head",
        revision: revisionOf(answer, revision),
      }}
    >
      <HiddenField name="intent" />
      <HiddenField name="revision" />
      <TextAreaField name="title" label="Trích yếu" required autosize minRows={2} maw={720} />
      <DateField name="endsOn" label="Thực hiện đến ngày" required maw={240} />
      <SubmitButton variant="default">Lưu trích yếu</SubmitButton>
    </ZodForm>
  )
}
