import { SimpleGrid } from "@mantine/core"
import { REORGANISATION_KIND_LABELS, REORGANISATION_KINDS } from "#models/reorganisation/plan.ts"
import { ActBasics } from "#workflows/reorganisation/edit-plan.ts"
import { DateField, HiddenField, SelectField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"

type BasicsFormProps = {
  values: Record<string, unknown>
  errors: FieldErrors | undefined
  /** Of the draft that is corrected; none for a new one. */
  revision?: number
  label: string
  id?: string
}

/** Of the form that corrects a draft, for what stands outside it. */
export const BASICS_FORM = "bieu-mau-sap-xep"

/** What the act is called, on which day it takes force, and the norm it rests on. */
export function BasicsForm({ values, errors, revision, label, id }: BasicsFormProps) {
  return (
    <ZodForm schema={ActBasics} errors={errors} defaultValues={values} label={label} {...(id ? { id } : {})}>
      {revision === undefined ? null : (
        <>
          <input type="hidden" name="revision" value={revision} />
          <HiddenField name="seen" />
        </>
      )}
      <SelectField
        name="kind"
        label="Hình thức"
        data={REORGANISATION_KINDS.map((value) => ({ value, label: REORGANISATION_KIND_LABELS[value] }))}
        maw={480}
      />
      <TextField name="title" label="Tên việc sắp xếp" required maw={760} />
      <DateField
        name="day"
        label="Ngày bắt đầu thực hiện"
        description="Ngày đầu tiên theo đơn vị mới; ngày trước đó là ngày cuối của đơn vị cũ."
        required
        maw={260}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={760}>
        <TextField name="normNumber" label="Số, ký hiệu văn bản quyết định" required />
        <DateField name="normDay" label="Ngày ban hành văn bản" required />
        <TextField name="normTitle" label="Tên văn bản" required />
        <TextField name="normClause" label="Điều, khoản làm căn cứ" required />
      </SimpleGrid>
      <SubmitButton name="intent" value="basics">
        Lưu
      </SubmitButton>
    </ZodForm>
  )
}
