import { Button, Group, NativeSelect } from "@mantine/core"
import { Form } from "@remix-run/react"

type Choice = { id: string; name: string }
type MeasureFilterProps = {
  periods: readonly Choice[]
  period: string
  units: readonly Choice[]
  unit: string
  sets?: { choices: readonly Choice[]; chosen: string }
}

const optionsOf = (choices: readonly Choice[]) => choices.map(({ id, name }) => ({ value: id, label: name }))

/** Which period, unit and set is looked at; a GET form, so that the address says it. */
export function MeasureFilter({ periods, period, units, unit, sets }: MeasureFilterProps) {
  const chosen = periods.some(({ id }) => id === period)
    ? periods
    : [{ id: period, name: period }, ...periods]
  return (
    <Form method="get" aria-label="Chọn kỳ và đơn vị">
      <Group align="flex-end">
        <NativeSelect name="period" label="Kỳ" defaultValue={period} data={optionsOf(chosen)} />
        <NativeSelect
          name="unit"
          label="Đơn vị"
          defaultValue={unit}
          maw={320}
          data={[{ value: "", label: "Toàn tỉnh" }, ...optionsOf(units)]}
        />
        {sets ? (
          <NativeSelect
            name="set"
            label="Bộ chỉ số"
            defaultValue={sets.chosen}
            data={[{ value: "", label: "Tất cả" }, ...optionsOf(sets.choices)]}
          />
        ) : null}
        <Button type="submit" variant="default">
          Xem
        </Button>
      </Group>
    </Form>
  )
}
