import { Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { BARRIERS } from "#workflows/barriers/barrier-kinds.ts"
import type { BarrierPage } from "#workflows/screens/barrier-page.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { paths } from "../../http/paths.ts"

/** Lines shown at once; the rest is folded. */
const SHOWN = 10

/** What has to be done for the outcome, and which services it brings to toàn trình; nothing while nothing is thought away. */
export function EffortTable({ page }: { page: Pick<BarrierPage, "effort" | "raised" | "raisedCount"> }) {
  const { effort, raised, raisedCount } = page
  if (effort.length === 0 && raisedCount === 0) return null
  return (
    <section aria-labelledby="phai-lam">
      <Title order={3} id="phai-lam" mb="xs">
        Việc phải làm ({formatNumber(effort.length)} dòng)
      </Title>
      {effort.length > 0 ? (
        <>
          <EffortRows rows={effort.slice(0, SHOWN)} />
          {effort.length > SHOWN ? (
            <details>
              <summary>{formatNumber(effort.length - SHOWN)} dòng nữa</summary>
              <EffortRows rows={effort.slice(SHOWN)} />
            </details>
          ) : null}
        </>
      ) : null}
      {raisedCount > 0 ? (
        <details>
          <summary>{formatNumber(raisedCount)} dịch vụ lên toàn trình</summary>
          <ul>
            {raised.map(({ id, serviceCode, procedureName, agencyName }) => (
              <li key={id}>
                <Link to={paths.registration(id)}>
                  {serviceCode} {procedureName}
                </Link>
                , {agencyName}
              </li>
            ))}
          </ul>
          {raisedCount > raised.length ? (
            <Text size="sm">
              Hiện {formatNumber(raised.length)} dịch vụ đầu trong {formatNumber(raisedCount)}.
            </Text>
          ) : null}
        </details>
      ) : null}
    </section>
  )
}

function EffortRows({ rows }: { rows: BarrierPage["effort"] }) {
  return (
    <DataTable
      caption="Việc phải làm, theo rào cản và đơn vị"
      rows={rows}
      rowKey={({ kind, agencyId }) => `${kind} ${agencyId}`}
      columns={[
        {
          key: "what",
          header: "Rào cản, việc phải làm",
          isRowHeader: true,
          cell: ({ kind }) => (
            <>
              {BARRIERS[kind].label}
              <Text size="sm" fw={400} c="dimmed">
                {BARRIERS[kind].work}
              </Text>
            </>
          ),
        },
        { key: "unit", header: "Đơn vị", width: "14rem", cell: ({ agencyName }) => agencyName },
        {
          key: "procedures",
          header: "TTHC phải làm",
          align: "end",
          width: "8rem",
          cell: ({ procedures }) => formatNumber(procedures),
        },
        {
          key: "services",
          header: "Dịch vụ",
          align: "end",
          width: "6rem",
          cell: ({ services }) => formatNumber(services),
        },
        {
          key: "raised",
          header: "TTHC lên toàn trình",
          align: "end",
          width: "9rem",
          cell: ({ raisedProcedures }) => formatNumber(raisedProcedures),
        },
      ]}
    />
  )
}
