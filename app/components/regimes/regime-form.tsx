import { z } from "zod"
import { REGIME_PROPOSAL_EVENT_LABELS } from "#models/regime-proposal/events.ts"
import { typedDay, typedDayOrNothing } from "#models/shared/typed-day.ts"
import type { PackForm } from "#workflows/regimes/read-pack.ts"
import { DateField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"

/** The form of a new pack as it is sent; what it holds is judged by the rules of packs. */
export const RegimeFormFields = z.object({
  revision: z.coerce.number().int().default(0),
  id: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, "Mã gồm chữ thường không dấu, số và dấu gạch nối (2–40 ký tự)."),
  name: z.string().trim().min(5, "Ghi tên bộ quy định (ít nhất 5 ký tự).").max(300),
  validFrom: typedDay("Ghi ngày có hiệu lực."),
  validTo: typedDayOrNothing.default(""),
  body: z.string().min(2, "Nội dung không được trống.").max(500_000, "Nội dung quá dài."),
})

type RegimeFormProps = {
  values: PackForm
  revision: number
  errors: FieldErrors | undefined
}

/** Days and name as fields, the rules as JSON: filled in from the pack it follows. */
export function RegimeForm({ values, revision, errors }: RegimeFormProps) {
  return (
    <ZodForm
      schema={RegimeFormFields}
      errors={errors}
      defaultValues={{ ...values, revision }}
      label="Bộ quy định dự thảo"
    >
      <input type="hidden" name="revision" value={revision} />
      <TextField name="id" label="Mã" description="Ví dụ: nd-224-2026-sd1" required maw={360} />
      <TextField name="name" label="Tên, số hiệu văn bản" required />
      <DateField name="validFrom" label="Có hiệu lực từ ngày" required maw={240} />
      <DateField
        name="validTo"
        label="Hết hiệu lực sau ngày"
        description="Bỏ trống khi chưa biết."
        maw={240}
      />
      <TextAreaField
        name="body"
        label="Tiêu chí, mức độ, lý do, thời hạn, căn cứ (JSON)"
        description="Lấy từ bộ trước; sửa chỗ luật đổi. Chỗ sai được nêu đúng vị trí, ví dụ criteria.3.letter."
        rows={24}
        styles={{ input: { fontFamily: "monospace" } }}
        spellCheck={false}
        required
      />
      <SubmitButton name="intent" value="pack.saved">
        {REGIME_PROPOSAL_EVENT_LABELS["pack.saved"]}
      </SubmitButton>
    </ZodForm>
  )
}
