import type { FieldErrors } from "../../http/parse-form.ts"
import { HiddenField, SelectField, TextField } from "../../public/fields.tsx"
import { PublicForm } from "../../public/form.tsx"

type ChooseProvinceProps = {
  provinces: { code: string; name: string; kind: string }[]
  values: Record<string, unknown> | undefined
  errors: FieldErrors | undefined
}

/** The code printed at the start, and the province. */
export function ChooseProvince({ provinces, values, errors }: ChooseProvinceProps) {
  const options = [...provinces].sort((a, b) => a.name.localeCompare(b.name, "vi"))
  return (
    <div className="narrow">
      <PublicForm errors={errors} values={{ province: "", ...values, intent: "choose" }}>
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
        <button type="submit">Tiếp tục</button>
      </PublicForm>
    </div>
  )
}
