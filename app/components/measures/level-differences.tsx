import { Text, Title } from "@mantine/core"
import { formatDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import { FIXES, SEVERITIES } from "#workflows/evidence/level-agreement.ts"
import type { AgreementRow, LevelAgreement } from "#workflows/screens/level-agreement.server.ts"
import { paths } from "../../http/paths.ts"
import { StatusBadge } from "../badges.tsx"
import { DataTable } from "../data-table.tsx"
import { EmptyState } from "../empty-state.tsx"
import { RowsOfList } from "./rows-of-list.tsx"

type Compared = LevelAgreement["compared"][number]
const TONES = { HIGH: "bad", MEDIUM: "partial", LOW: "busy", UNSETTLED: "quiet" } as const
/** Rows on the page; the file has all. */
const SHOWN = 100

const levelInWords = (level: ServiceLevel | null): string =>
  level === null ? "không có" : SERVICE_LEVEL_LABELS[level]

const clockInWords = ({ days, due, isLate, severity }: AgreementRow): string =>
  severity === "UNSETTLED"
    ? `danh sách cũ ${formatNumber(days)} ngày`
    : `${formatNumber(days)} ngày, hạn ${formatDay(due)}${isLate ? ", quá hạn" : ""}`

/** One list beside the catalogue: how many agree, and each difference with whose it is, its clock and what to do. */
export function LevelDifferences({ compared }: { compared: Compared }) {
  const { kind, label, list, agreement } = compared
  const rows = agreement?.rows ?? []
  return (
    <section aria-labelledby={kind}>
      <Title order={2} id={kind} mb="xs">
        {label}
        {agreement ? `: ${formatNumber(rows.length)} chỗ khác` : ""}
      </Title>
      {list && agreement ? (
        <>
          <Text mb="xs">
            Danh sách của {list.issuer} ngày {formatDay(list.publishedOn)}: {formatNumber(agreement.compared)}{" "}
            thủ tục đối chiếu, {formatNumber(agreement.agreeing)} thủ tục cùng mức trực tuyến,{" "}
            {formatNumber(rows.length)} thủ tục khác.
            {agreement.untold > 0
              ? ` Chưa đối chiếu ${formatNumber(agreement.untold)} thủ tục của danh mục: dòng của chúng còn chờ ghép hoặc không ghi mức.`
              : ""}
          </Text>
          <RowsOfList rows={agreement.listRows} kind={kind} />
          <DataTable
            caption={
              rows.length > SHOWN
                ? `${formatNumber(SHOWN)} chỗ khác nặng nhất trong ${formatNumber(rows.length)}`
                : `${formatNumber(rows.length)} chỗ khác`
            }
            showCaption
            rows={rows.slice(0, SHOWN)}
            rowKey={({ code }) => code}
            empty={<EmptyState title="Hai bên khớp nhau">Mọi thủ tục cùng mức trực tuyến.</EmptyState>}
            columns={[
              {
                key: "severity",
                header: "Mức",
                width: "8rem",
                cell: ({ severity }) => <StatusBadge label={SEVERITIES[severity]} tone={TONES[severity]} />,
              },
              {
                key: "name",
                header: "Thủ tục",
                isRowHeader: true,
                cell: ({ code, name }) => (
                  <>
                    {name}
                    <Text size="sm" fw={400} c="dimmed">
                      {code}
                    </Text>
                  </>
                ),
              },
              { key: "ours", header: "Danh mục tỉnh", width: "8rem", cell: ({ ours }) => levelInWords(ours) },
              {
                key: "theirs",
                header: "Danh sách kia",
                width: "8rem",
                cell: ({ theirs }) => levelInWords(theirs),
              },
              { key: "unit", header: "Đơn vị", width: "11rem", cell: ({ unit }) => unit },
              { key: "clock", header: "Thời gian", width: "9rem", cell: clockInWords },
              { key: "fix", header: "Cần làm", cell: ({ fix }) => FIXES[fix] },
            ]}
          />
          <Text mt="xs">
            <a href={paths.levelAgreementFile({ loai: kind })}>Tải mọi chỗ khác (CSV)</a>
          </Text>
        </>
      ) : (
        <EmptyState title="Chưa đối chiếu được">
          {list
            ? "Chưa có danh mục có hiệu lực để đối chiếu."
            : `Chưa nhập danh sách loại «${label}», hoặc chưa có danh mục có hiệu lực. Nhập ở «Danh sách đối chiếu».`}
        </EmptyState>
      )}
    </section>
  )
}

/** The differences of one list, as a file holds them. */
export const differencesTable = ({ label, agreement }: Compared): ChartTable => ({
  caption: label,
  headings: [
    "Mã",
    "Thủ tục",
    "Danh mục tỉnh",
    "Danh sách kia",
    "Mức",
    "Đơn vị",
    "Từ ngày",
    "Số ngày",
    "Hạn",
    "Cần làm",
  ],
  rows: (agreement?.rows ?? []).map((row) => ({
    key: row.code,
    name: row.code,
    cells: [
      row.name,
      levelInWords(row.ours),
      levelInWords(row.theirs),
      SEVERITIES[row.severity],
      row.unit,
      formatDay(row.since),
      String(row.days),
      formatDay(row.due),
      FIXES[row.fix],
    ].map((text) => ({ text })),
  })),
})
