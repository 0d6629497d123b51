import type { FieldOption, TableField } from "#workflows/administration/table-field.ts"
import { CheckboxField, DateField, SelectField, TextAreaField, TextField } from "./fields.tsx"

type TableFieldsProps = {
  fields: readonly TableField[]
  options: Record<"AGENCY" | "PERSON", readonly FieldOption[]>
}

/** The columns of a table as the fields of a form, named `cells.…`. */
export function TableFields({ fields, options }: TableFieldsProps) {
  return fields.map((field) => <OneField key={field.name} field={field} options={options} />)
}

function OneField({ field, options }: { field: TableField } & Pick<TableFieldsProps, "options">) {
  const { label, description } = field
  const isNeeded = !field.isOptional
  const said = { name: `cells.${field.name}`, label, ...(description ? { description } : {}) }
  switch (field.kind) {
    case "FLAG":
      return <CheckboxField {...said} value="on" />
    case "DAY":
      return <DateField {...said} required={isNeeded} maw={240} />
    case "NUMBER":
      return <TextField {...said} required={isNeeded} inputMode="decimal" maw={240} />
    case "LINES":
      return (
        <TextAreaField
          {...said}
          description={`${description ? `${description} ` : ""}Mỗi dòng một mục.`}
          required={isNeeded}
          autosize
          minRows={3}
        />
      )
    case "CHOICE":
    case "REFERENCE":
      return (
        <SelectField
          {...said}
          required={isNeeded}
          data={[
            { value: "", label: isNeeded ? "– Chọn –" : "– Không –" },
            ...(field.kind === "CHOICE" ? field.options : options[field.to]),
          ]}
        />
      )
    case "TEXT":
      return field.rows ? (
        <TextAreaField {...said} required={isNeeded} autosize minRows={field.rows} />
      ) : (
        <TextField {...said} required={isNeeded} />
      )
  }
}
