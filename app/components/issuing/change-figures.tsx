import { Text } from "@mantine/core"
import { formatDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { FrozenView } from "#workflows/screens/edition-page.server.ts"
import { DataTable } from "../data-table.tsx"
import classes from "./issuing.module.css"

const LABELS: Record<keyof FrozenView["changes"], string> = {
  NEW: "Mới",
  RAISED: "Nâng mức",
  LOWERED: "Hạ mức",
  KEPT: "Giữ nguyên",
  REMOVED: "Đưa ra khỏi danh mục",
}

/** What changes against the edition that is replaced or amended. */
export function ChangeFigures({ frozen }: { frozen: FrozenView }) {
  const { changes, replaces, afterRecall, removed } = frozen
  return (
    <>
      <Text mb="xs">
        {replaces
          ? `So với Quyết định số ${replaces.decisionNumber} ngày ${formatDay(replaces.decisionDay)}:`
          : afterRecall
            ? `Công bố lại sau khi thu hồi Quyết định số ${afterRecall.decisionNumber} ngày ${formatDay(afterRecall.decisionDay)}; không có danh mục nào có hiệu lực để so sánh.`
            : "Danh mục đầu tiên, chưa có kỳ trước để so sánh."}
      </Text>
      <DataTable
        caption="Số dịch vụ theo loại thay đổi"
        rows={(Object.keys(LABELS) as (keyof typeof LABELS)[]).map((change) => ({
          change,
          count: changes[change],
        }))}
        rowKey={(row) => row.change}
        columns={[
          { key: "change", header: "Thay đổi", isRowHeader: true, cell: (row) => LABELS[row.change] },
          { key: "count", header: "Số dịch vụ", align: "end", cell: (row) => formatNumber(row.count) },
        ]}
      />
      {removed.length > 0 ? (
        <details className={classes.others}>
          <summary>{formatNumber(removed.length)} dịch vụ đưa ra khỏi danh mục</summary>
          <ul>
            {removed.map(({ serviceId, serviceCode, name, level }) => (
              <li key={serviceId}>
                {name} ({serviceCode}, trước đây {SERVICE_LEVEL_LABELS[level].toLocaleLowerCase("vi")})
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
