import { NativeSelect, TextInput } from "@mantine/core"
import { REGISTRATION_STATE_LABELS, REGISTRATION_STATES } from "#models/registration/states.ts"
import {
  ADMIN_LEVEL_LABELS,
  ADMIN_LEVELS,
  SERVICE_LEVEL_LABELS,
  SERVICE_LEVELS,
} from "#models/shared/levels.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import type { RegistrationList } from "#workflows/screens/registration-list.server.ts"
import { FilterBar } from "../../components/filter-bar.tsx"

const all = { value: "", label: "Tất cả" }

/** What the list may be narrowed by; everything stands in the address. */
export function QueueFilters({ query, list }: { query: RegistrationQuery; list: RegistrationList }) {
  const { q, agency, level, adminLevel, field, state, sure, cases } = query
  return (
    <FilterBar
      isFiltered={
        [q, agency, level, adminLevel, field, sure, cases].some(Boolean) || (state ?? "waiting") !== "waiting"
      }
    >
      {query.campaign ? <input type="hidden" name="campaign" value={query.campaign} /> : null}
      {query.holder ? <input type="hidden" name="holder" value={query.holder} /> : null}
      {query.change ? <input type="hidden" name="change" value={query.change} /> : null}
      <TextInput
        name="q"
        label="Tìm"
        placeholder="Tên, mã, lĩnh vực; có thể gõ không dấu"
        defaultValue={q ?? ""}
        w={280}
        maw="100%"
      />
      <NativeSelect
        name="state"
        label="Trạng thái"
        defaultValue={state ?? "waiting"}
        data={[
          { value: "waiting", label: "Đang chờ tôi" },
          { value: "all", label: "Mọi trạng thái" },
          ...REGISTRATION_STATES.map((value) => ({ value, label: REGISTRATION_STATE_LABELS[value] })),
        ]}
      />
      {list.agencies.length > 1 ? (
        <NativeSelect
          name="agency"
          label="Đơn vị"
          defaultValue={agency ?? ""}
          data={[all, ...list.agencies.map(({ id, name }) => ({ value: id, label: name }))]}
          maw="100%"
        />
      ) : null}
      <NativeSelect
        name="level"
        label="Mức độ đề xuất"
        defaultValue={level ?? ""}
        data={[all, ...SERVICE_LEVELS.map((value) => ({ value, label: SERVICE_LEVEL_LABELS[value] }))]}
      />
      <NativeSelect
        name="adminLevel"
        label="Cấp thực hiện"
        defaultValue={adminLevel ?? ""}
        data={[all, ...ADMIN_LEVELS.map((value) => ({ value, label: ADMIN_LEVEL_LABELS[value] }))]}
      />
      <NativeSelect
        name="field"
        label="Lĩnh vực"
        defaultValue={field ?? ""}
        data={[all, ...list.fields.map(({ code, name }) => ({ value: code, label: name }))]}
        w={220}
        maw="100%"
      />
      <NativeSelect
        name="sure"
        label="Gợi ý"
        defaultValue={sure ?? ""}
        data={[
          all,
          { value: "agree", label: "Khớp cả Cổng quốc gia, năm trước" },
          { value: "yes", label: "Chắc chắn" },
          { value: "no", label: "Cần xem xét" },
          { value: "overruled", label: "Đề xuất khác gợi ý" },
        ]}
      />
      <NativeSelect
        name="cases"
        label="Tên trường hợp"
        defaultValue={cases ?? ""}
        data={[all, { value: "numbered", label: "Chỉ phân biệt bằng số" }]}
      />
    </FilterBar>
  )
}
