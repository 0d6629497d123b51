import { REGISTRATION_STATE_LABELS, REGISTRATION_STATES } from "#models/registration/states.ts"
import {
  ADMIN_LEVEL_LABELS,
  ADMIN_LEVELS,
  SERVICE_LEVEL_LABELS,
  SERVICE_LEVELS,
} from "#models/shared/levels.ts"
import { readOrder } from "#models/shared/list-order.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import type { RegistrationList, RegistrationListRow } from "#workflows/screens/registration-list.server.ts"
import type { Column } from "../../components/data-table.tsx"
import { FilterBar } from "../../components/filter-bar.tsx"

type QueueFiltersProps = {
  query: RegistrationQuery
  list: RegistrationList
  columns: readonly Column<RegistrationListRow>[]
}

/** What the list may be narrowed by; everything stands in the address. */
export function QueueFilters({ query, list, columns }: QueueFiltersProps) {
  const { q, agency, level, adminLevel, field, state, sure, cases } = query
  return (
    <FilterBar
      kept={{
        ...(query.campaign ? { campaign: query.campaign } : {}),
        ...(query.holder ? { holder: query.holder } : {}),
        ...(query.change ? { change: query.change } : {}),
      }}
      columns={columns}
      sorted={readOrder(query.sort ?? "")}
      filters={[
        {
          kind: "TEXT",
          name: "q",
          label: "Tìm",
          value: q ?? "",
          placeholder: "Tên, mã, lĩnh vực; có thể gõ không dấu",
        },
        {
          kind: "CHOICE",
          name: "state",
          label: "Trạng thái",
          value: state ?? "waiting",
          usual: "waiting",
          options: [
            { value: "waiting", label: "Đang chờ tôi" },
            { value: "all", label: "Mọi trạng thái" },
            ...REGISTRATION_STATES.map((value) => ({ value, label: REGISTRATION_STATE_LABELS[value] })),
          ],
        },
        ...(list.agencies.length > 1
          ? [
              {
                kind: "CHOICE" as const,
                name: "agency",
                label: "Đơn vị",
                value: agency ?? "",
                all: "Tất cả",
                options: list.agencies.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]
          : []),
        {
          kind: "CHOICE",
          name: "level",
          label: "Mức độ đề xuất",
          value: level ?? "",
          all: "Tất cả",
          options: SERVICE_LEVELS.map((value) => ({ value, label: SERVICE_LEVEL_LABELS[value] })),
        },
        {
          kind: "CHOICE",
          name: "adminLevel",
          label: "Cấp thực hiện",
          value: adminLevel ?? "",
          all: "Tất cả",
          options: ADMIN_LEVELS.map((value) => ({ value, label: ADMIN_LEVEL_LABELS[value] })),
        },
        {
          kind: "CHOICE",
          name: "field",
          label: "Lĩnh vực",
          value: field ?? "",
          all: "Tất cả",
          options: list.fields.map(({ code, name }) => ({ value: code, label: name })),
        },
        {
          kind: "CHOICE",
          name: "sure",
          label: "Gợi ý",
          value: sure ?? "",
          all: "Tất cả",
          options: [
            { value: "agree", label: "Khớp cả Cổng quốc gia, năm trước" },
            { value: "yes", label: "Chắc chắn" },
            { value: "no", label: "Cần xem xét" },
            { value: "overruled", label: "Đề xuất khác gợi ý" },
          ],
        },
        {
          kind: "CHOICE",
          name: "cases",
          label: "Tên trường hợp",
          value: cases ?? "",
          all: "Tất cả",
          options: [{ value: "numbered", label: "Chỉ phân biệt bằng số" }],
        },
      ]}
    />
  )
}
