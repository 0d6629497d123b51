import { Stack } from "@mantine/core"
import { HiddenField, SelectField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { ChooseForm } from "./setup-forms.ts"

type ChooseProvinceProps = {
  provinces: { code: string; name: string; kind: string }[]
  values: Record<string, unknown> | undefined
  errors: FieldErrors | undefined
}

/** The code printed at the start, and the province. */
export function ChooseProvince({ provinces, values, errors }: ChooseProvinceProps) {
  const options = [...provinces].sort((a, b) => a.name.localeCompare(b.name, "vi"))
  return (
    <Stack maw={480}>
      <ZodForm
        schema={ChooseForm}
        errors={errors}
        defaultValues={{ province: "", ...values, intent: "choose" }}
      >
        <HiddenField name="intent" />
        <TextField
          name="code"
          label="Mã thiết lập"
          description="Mã dùng một lần, in ra khi khởi động hệ thống trên máy chủ."
          autoComplete="off"
          required
        />
        <SelectField
          name="province"
          label="Tỉnh, thành phố"
          data={[
            { value: "", label: "Chọn…" },
            ...options.map(({ code, name, kind }) => ({ value: code, label: `${name} (${kind})` })),
          ]}
          required
        />
        <SubmitButton>Tiếp tục</SubmitButton>
      </ZodForm>
    </Stack>
  )
}
