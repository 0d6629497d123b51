import { Text } from "@mantine/core"
import { CATALOGUE_CHANGES, CHANGE_FIGURES } from "#models/catalogue-edition/figures/change-lists.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { FrozenView } from "#workflows/screens/edition-page.server.ts"
import { DataTable } from "../data-table.tsx"
import classes from "./issuing.module.css"

type Row = { label: string; before: number; now: number }

/** Each service in one line: of an annual edition in the catalogue before, in this one or in both; the last line adds them up. */
function rowsOf({ changes, kind }: FrozenView): Row[] {
  const rows = CATALOGUE_CHANGES.map((change) => ({
    label: FIGURES[CHANGE_FIGURES[change]].label,
    before: change === "NEW" ? 0 : changes[change],
    now: change === "WITHDRAWN" && kind === "ANNUAL" ? 0 : changes[change],
  }))
  const sum = (of: "before" | "now") => rows.reduce((total, row) => total + row[of], 0)
  return [...rows, { label: "Tổng số dịch vụ công", before: sum("before"), now: sum("now") }]
}

/** What changes against the edition that is replaced or amended. */
export function ChangeFigures({ frozen }: { frozen: FrozenView }) {
  const { replaces, afterRecall, withdrawn } = frozen
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
        caption="Số dịch vụ công theo loại thay đổi"
        rows={rowsOf(frozen)}
        rowKey={(row) => row.label}
        columns={[
          { key: "change", header: "Thay đổi", isRowHeader: true, cell: (row) => row.label },
          ...(frozen.kind === "ANNUAL"
            ? [
                {
                  key: "before",
                  header: "Danh mục trước",
                  align: "end" as const,
                  cell: (row: Row) => formatNumber(row.before),
                },
              ]
            : []),
          {
            key: "now",
            header: frozen.kind === "ANNUAL" ? "Danh mục này" : "Quyết định này",
            align: "end",
            cell: (row) => formatNumber(row.now),
          },
        ]}
      />
      {withdrawn.length > 0 ? (
        <details className={classes.others}>
          <summary>{sayFigure("withdrawnServices", withdrawn.length)}</summary>
          <ul>
            {withdrawn.map(({ serviceId, serviceCode, name, level }) => (
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
