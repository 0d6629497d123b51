import { Text } from "@mantine/core"
import { formatDay } from "#models/shared/dates.ts"
import type { StepField } from "#workflows/step-fields.ts"
import { CheckboxField, DateField, HiddenField, SelectField, TextAreaField, TextField } from "./fields.tsx"

/** The fields of an official step, as the step says them. */
export function StepFields({ fields }: { fields: readonly StepField[] }) {
  return fields.map((field) => <OneField key={field.name} field={field} />)
}

function OneField({ field }: { field: StepField }) {
  if (field.kind === "DIGEST" || field.kind === "SEEN_DAY" || field.kind === "SEEN_EFFECT")
    return <HiddenField name={field.name} />
  const { name, label, description } = field
  const said = { name, label, ...(description ? { description } : {}) }
  switch (field.kind) {
    case "CONFIRMATION":
      return <CheckboxField {...said} value="on" />
    case "TYPED_NUMBER":
      return <TextField {...said} required autoComplete="off" maw={360} />
    case "TEXT":
      return field.rows === 1 ? (
        <TextField {...said} required={field.min > 0} />
      ) : (
        <TextAreaField {...said} required={field.min > 0} autosize minRows={field.rows} />
      )
    case "NUMBER":
      return <TextField {...said} inputMode="numeric" required maw={360} />
    case "DAY":
      return (
        <DateField
          {...said}
          {...(field.from ? { description: `Từ ngày ${formatDay(field.from)}.` } : {})}
          required
          maw={280}
        />
      )
    case "CHOICE":
      return field.options.length === 0 ? (
        <Text>{field.none}</Text>
      ) : (
        <SelectField {...said} required data={[{ value: "", label: "– Chọn –" }, ...field.options]} />
      )
  }
}
