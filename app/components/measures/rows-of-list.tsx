import { Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import type { LevelAgreement, RowLeft } from "#workflows/screens/level-agreement.server.ts"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"

type ListRows = NonNullable<LevelAgreement["compared"][number]["agreement"]>["listRows"]

/** Rows of each standing on the page; the file has all. */
const SHOWN = 50

const STANDINGS = {
  waiting: "chờ ghép",
  different: "đã xác nhận là thủ tục khác",
  unmatched: "không giống thủ tục nào trong sổ",
} as const
type Standing = keyof typeof STANDINGS
const EACH = Object.keys(STANDINGS) as Standing[]

const levelOf = ({ level }: RowLeft): string => (level === null ? "không ghi" : SERVICE_LEVEL_LABELS[level])

/** What became of every row of a list: none is counted as missing because it waits. */
export function RowsOfList({ rows, kind }: { rows: ListRows; kind: string }) {
  const n = formatNumber
  const left = EACH.filter((standing) => rows[standing].length > 0)
  const said = [
    `${n(rows.matched)} dòng đã ghép`,
    ...(rows.unlevelled > 0 ? [`${n(rows.unlevelled)} dòng đã ghép mà không ghi mức`] : []),
    ...EACH.filter((standing) => standing === "waiting" || rows[standing].length > 0).map(
      (standing) => `${n(rows[standing].length)} dòng ${STANDINGS[standing]}`,
    ),
    ...(rows.notKept > 0
      ? [`${n(rows.notKept)} dòng không thuộc thủ tục nào trong sổ (khi nhập không lưu)`]
      : []),
  ]
  return (
    <>
      <Text mb="xs">
        {n(rows.all)} dòng của danh sách: {said.join(", ")}.{" "}
        {rows.waiting.length > 0 ? <Link to={paths.evidence()}>Xác nhận ghép</Link> : null}
      </Text>
      {left.map((standing) => (
        <details key={standing}>
          <summary>
            {n(rows[standing].length)} dòng {STANDINGS[standing]}
          </summary>
          <DataTable
            caption={
              rows[standing].length > SHOWN
                ? `${n(SHOWN)} dòng đầu trong ${n(rows[standing].length)} dòng ${STANDINGS[standing]}`
                : `${n(rows[standing].length)} dòng ${STANDINGS[standing]}`
            }
            rows={rows[standing].slice(0, SHOWN)}
            rowKey={({ line }) => String(line)}
            columns={[
              { key: "line", header: "Dòng", width: "5rem", align: "end", cell: ({ line }) => n(line) },
              {
                key: "name",
                header: "Tên trong danh sách",
                isRowHeader: true,
                cell: ({ rowCode, rowName }) => [rowCode, rowName].filter(Boolean).join(" "),
              },
              { key: "level", header: "Mức ghi", width: "9rem", cell: levelOf },
              ...(standing === "unmatched"
                ? []
                : [
                    {
                      key: "procedure",
                      header: standing === "waiting" ? "Có thể là" : "Không phải là",
                      cell: ({ procedureCode, procedureName }: RowLeft) =>
                        `${procedureCode} ${procedureName}`,
                    },
                  ]),
            ]}
          />
        </details>
      ))}
      {left.length > 0 ? (
        <Text mt="xs" mb="xs">
          <a href={paths.levelAgreementFile({ loai: kind, phan: "chua-ghep" })}>
            Tải mọi dòng chưa ghép, khác, không giống (CSV)
          </a>
        </Text>
      ) : null}
    </>
  )
}

/** The rows of one list that stand for no procedure, or not yet, as a file holds them. */
export const rowsLeftTable = (label: string, rows: ListRows | undefined): ChartTable => ({
  caption: label,
  headings: [
    "Dòng",
    "Tình trạng",
    "Mã trong danh sách",
    "Tên trong danh sách",
    "Mức ghi",
    "Mã thủ tục",
    "Tên thủ tục",
  ],
  rows: EACH.flatMap((standing) =>
    (rows?.[standing] ?? []).map((row) => ({
      key: String(row.line),
      name: String(row.line),
      cells: [
        STANDINGS[standing],
        row.rowCode,
        row.rowName,
        levelOf(row),
        row.procedureCode,
        row.procedureName,
      ].map((text) => ({ text })),
    })),
  ),
})
