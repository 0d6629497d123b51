import { NativeSelect } from "@mantine/core"
import { BARRIER_KINDS, BARRIERS } from "#workflows/barriers/barrier-kinds.ts"
import type { BarrierQuery } from "#workflows/screens/barrier-page.server.ts"
import { FilterBar } from "../../components/filter-bar.tsx"

const all = { value: "", label: "Tất cả" }

/** Whose services are looked at, and behind which barrier. */
export function BarrierFilter({
  agencies,
  query,
}: {
  agencies: readonly { id: string; name: string }[]
  query: BarrierQuery
}) {
  return (
    <FilterBar isFiltered={Boolean(query.agency ?? query.kind)}>
      {agencies.length > 1 || query.agency ? (
        <NativeSelect
          name="agency"
          label="Đơn vị"
          defaultValue={query.agency ?? ""}
          data={[all, ...agencies.map(({ id, name }) => ({ value: id, label: name }))]}
          maw="100%"
        />
      ) : null}
      <NativeSelect
        name="kind"
        label="Rào cản"
        defaultValue={query.kind ?? ""}
        data={[all, ...BARRIER_KINDS.map((kind) => ({ value: kind, label: BARRIERS[kind].label }))]}
        maw="100%"
      />
    </FilterBar>
  )
}
