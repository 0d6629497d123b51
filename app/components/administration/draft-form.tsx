import { useMemo } from "react"
import { rowFormOf } from "#workflows/administration/row-form.ts"
import type { DraftPage } from "#workflows/screens/draft-page.server.ts"
import { HiddenField, TextAreaField } from "../../forms/fields.tsx"
import { TableFields } from "../../forms/table-fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"

type DraftFormProps = {
  page: DraftPage
  answer: { errors: FieldErrors; values: Record<string, unknown> } | undefined
}

/** Of the form, for what stands outside it. */
export const DRAFT_FORM = "bieu-mau-du-thao"

/** The cells and the reason of a draft; what was asked for stays what it was. */
export function DraftForm({ page, answer }: DraftFormProps) {
  const { table, act, values, reason, options, revision } = page
  const schema = useMemo(() => rowFormOf(table.fields), [table.fields])
  return (
    <ZodForm
      // A revision overtaken meanwhile is taken anew: after a conflict the person has seen both versions.
      id={DRAFT_FORM}
      key={revision}
      schema={schema}
      errors={answer?.errors}
      defaultValues={{ act, seen: "", reason, cells: values, ...answer?.values }}
      label="Sửa dự thảo"
    >
      <input type="hidden" name="revision" value={revision} />
      <HiddenField name="act" />
      <TableFields fields={table.fields} options={options} />
      <TextAreaField
        name="reason"
        label="Lý do, căn cứ của thay đổi"
        description="Số, ngày văn bản làm căn cứ; người xác nhận và nhật ký đều thấy."
        required
        rows={2}
      />
      <SubmitButton>Lưu dự thảo, xem tác động</SubmitButton>
    </ZodForm>
  )
}
