import { Checkbox, Group, NativeSelect, TextInput } from "@mantine/core"
import type { ListOrder } from "#models/shared/list-order.ts"
import { DayInput } from "../../forms/day-input.tsx"
import type { Column } from "../data-table.tsx"
import { LIST_NAMES } from "./list-address.ts"
import type { ListFilter } from "./list-filter.ts"
import classes from "./lists.module.css"

/** A filter as the input that sets it. */
export function FilterInput({ filter }: { filter: ListFilter }) {
  const { name, label, value } = filter
  if (filter.kind === "DAY") return <DayInput name={name} label={label} day={value} w={200} maw="100%" />
  if (filter.kind === "TEXT")
    return (
      <TextInput
        name={name}
        label={label}
        defaultValue={value}
        placeholder={filter.placeholder}
        w={filter.placeholder ? 300 : 220}
        maw="100%"
      />
    )
  const { all, options } = filter
  return (
    <NativeSelect
      name={name}
      label={label}
      defaultValue={value}
      data={[...(all === undefined ? [] : [{ value: "", label: all }]), ...options]}
      maw={280}
      className={classes.select ?? ""}
    />
  )
}

type SortChoiceProps = { columns: readonly Pick<Column<never>, "key" | "header">[]; sorted: ListOrder | null }

/** The order as a list to choose from: on a phone, where there are no headings, it is the way to order. */
export function SortChoice({ columns, sorted }: SortChoiceProps) {
  if (columns.length === 0) return null
  const now = sorted ? `${sorted.isDescending ? "-" : ""}${sorted.key}` : ""
  return (
    <NativeSelect
      name={LIST_NAMES.sort}
      label="Sắp theo"
      defaultValue={now}
      className={classes.sortChoice ?? ""}
      data={[
        { value: "", label: "Thứ tự thường dùng" },
        ...columns.flatMap(({ key, header }) => [
          { value: key, label: `${header} ↑` },
          { value: `-${key}`, label: `${header} ↓` },
        ]),
      ]}
    />
  )
}

type ColumnChoiceProps = {
  columns: readonly Pick<Column<never>, "key" | "header">[]
  hidden: readonly string[]
}

/** Which columns are left out. */
export function ColumnChoice({ columns, hidden }: ColumnChoiceProps) {
  if (columns.length === 0) return null
  return (
    <fieldset className={classes.columns}>
      <legend>Ẩn cột</legend>
      <Group gap="md">
        {columns.map(({ key, header }) => (
          <Checkbox
            key={key}
            name={LIST_NAMES.hidden}
            value={key}
            label={header}
            defaultChecked={hidden.includes(key)}
          />
        ))}
      </Group>
    </fieldset>
  )
}
