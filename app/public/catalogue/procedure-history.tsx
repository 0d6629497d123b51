import type { HistoryLine } from "#workflows/screens/procedure-page.server.ts"
import { Level } from "../level.tsx"
import { Table } from "../table.tsx"
import { DecisionLink } from "./decision-link.tsx"

/** The level of a procedure over the editions, newest first. */
export function ProcedureHistory({ history }: { history: readonly HistoryLine[] }) {
  return (
    <Table
      caption="Mức độ qua các lần công bố"
      rows={history}
      rowKey={(row) => row.edition.editionId}
      columns={[
        { key: "edition", header: "Danh mục", isRowHeader: true, cell: (row) => row.edition.name },
        { key: "decision", header: "Quyết định", cell: (row) => <DecisionLink decision={row.edition} /> },
        {
          key: "levels",
          header: "Mức độ",
          cell: (row) =>
            row.levels.map(({ serviceCode, caseName, unit, level }) => (
              <div key={`${serviceCode} ${unit}`}>
                <Level level={level} />
                {row.levels.length > 1
                  ? ` ${unit} (${[caseName, serviceCode].filter(Boolean).join(", ")})`
                  : ""}
              </div>
            )),
        },
        {
          key: "standing",
          header: "Tình trạng",
          cell: (row) =>
            row.edition.isRecalled ? (
              <span className="badge" data-tone="bad">
                Đã thu hồi
              </span>
            ) : row.edition.isInForce ? (
              <span className="badge" data-tone="good">
                Đang có hiệu lực
              </span>
            ) : (
              <span className="badge">Đã được thay thế</span>
            ),
        },
      ]}
    />
  )
}
