import { Group, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatDay, formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { PeriodPage } from "#workflows/screens/period-page.server.ts"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"
import { ToldIndicators } from "../measures/told-indicators.tsx"

/** The province's report of a period as it was locked, and what was corrected since beside it. */
export function Frozen({ page: { period, frozen, revisions, corrections } }: { page: PeriodPage }) {
  if (!frozen) return null
  return (
    <section aria-labelledby="tong-hop">
      <Title order={2} id="tong-hop" mb="xs">
        Báo cáo tổng hợp: {frozen.title}
      </Title>
      <Stack gap="sm">
        <Text>Chốt ngày {formatDay(frozen.lockedOn)}; mỗi số dẫn tới các đơn vị cộng thành nó.</Text>
        <DataTable
          caption="Số liệu đã chốt"
          rows={frozen.figures}
          rowKey={({ key }) => key}
          columns={[
            { key: "label", header: "Chỉ tiêu", isRowHeader: true, cell: ({ label }) => label },
            {
              key: "total",
              header: "Tổng cộng",
              align: "end",
              width: "14rem",
              cell: ({ key, total }) => <Link to={paths.consolidatedFigure(period.id, key)}>{total}</Link>,
            },
          ]}
        />
        <ToldIndicators
          title="Chỉ số của tỉnh đã chốt"
          periodId={frozen.indicators.periodId}
          unitId=""
          rows={frozen.indicators.rows}
          blanks={frozen.indicators.blanks}
          frozen={{ revision: frozen.revision }}
        />
        {corrections.length > 0 ? (
          <DataTable
            caption="Đính chính sau khi chốt; số đã chốt giữ nguyên"
            showCaption
            rows={corrections}
            rowKey={({ at, unit, label }) => `${at} ${unit} ${label}`}
            columns={[
              {
                key: "what",
                header: "Số liệu",
                isRowHeader: true,
                cell: ({ unit, label }) => `${unit}: ${label}`,
              },
              { key: "was", header: "Đã chốt", cell: ({ was, revision }) => `${was} (bản ${revision})` },
              { key: "now", header: "Đính chính", cell: ({ now }) => now },
              {
                key: "why",
                header: "Lý do, người ghi",
                cell: ({ reason, byName, at }) => `${reason} (${byName}, ${formatInstant(new Date(at))})`,
              },
            ]}
          />
        ) : null}
        {frozen.exceptions.length > 0 ? (
          <details>
            <summary>Khóa khi chưa có báo cáo của {formatNumber(frozen.exceptions.length)} đơn vị</summary>
            <ul>
              {frozen.exceptions.map(({ unit, reason }) => (
                <li key={unit}>
                  {unit}: {reason}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {frozen.changes ? <Changes changes={frozen.changes} /> : null}
        {revisions.length > 1 ? (
          <Group gap="sm">
            <Text fw={600}>Các bản:</Text>
            {revisions.map(({ revision, title, lockedOn }) => (
              <a key={revision} href={paths.consolidatedFile(period.id, "pdf", { ban: revision })}>
                {title}, chốt {formatDay(lockedOn)} (PDF)
              </a>
            ))}
          </Group>
        ) : null}
      </Stack>
    </section>
  )
}

function Changes({ changes }: { changes: NonNullable<NonNullable<PeriodPage["frozen"]>["changes"]> }) {
  return (
    <section aria-labelledby="sua-doi">
      <Title order={3} id="sua-doi" mb="xs">
        Sửa đổi so với bản trước ({formatNumber(changes.lines.length)})
      </Title>
      <Text mb="xs">Lý do: {changes.reason}</Text>
      <DataTable
        caption="Sửa đổi so với bản trước"
        rows={changes.lines}
        rowKey={({ where }) => where}
        columns={[
          { key: "where", header: "Chỗ sửa đổi", isRowHeader: true, cell: ({ where }) => where },
          { key: "was", header: "Bản trước", cell: ({ was }) => <del>{was}</del> },
          { key: "now", header: "Bản này", cell: ({ now }) => <ins>{now}</ins> },
        ]}
      />
    </section>
  )
}
