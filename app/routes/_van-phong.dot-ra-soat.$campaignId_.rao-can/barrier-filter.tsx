import { BARRIER_KINDS, BARRIERS } from "#workflows/barriers/barrier-kinds.ts"
import type { BarrierQuery } from "#workflows/screens/barrier-page.server.ts"
import { FilterBar } from "../../components/filter-bar.tsx"

/** Whose services are looked at, and behind which barrier. */
export function BarrierFilter({
  agencies,
  query,
}: {
  agencies: readonly { id: string; name: string }[]
  query: BarrierQuery
}) {
  return (
    <FilterBar
      filters={[
        ...(agencies.length > 1 || query.agency
          ? [
              {
                kind: "CHOICE" as const,
                name: "agency",
                label: "Đơn vị",
                value: query.agency ?? "",
                all: "Tất cả",
                options: agencies.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]
          : []),
        {
          kind: "CHOICE",
          name: "kind",
          label: "Rào cản",
          value: query.kind ?? "",
          all: "Tất cả",
          options: BARRIER_KINDS.map((kind) => ({ value: kind, label: BARRIERS[kind].label })),
        },
      ]}
    />
  )
}
