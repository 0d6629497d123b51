import { Button, Checkbox, Group, Stack, Title } from "@mantine/core"
import { Form, Link, useLocation } from "@remix-run/react"
import type { ReactNode } from "react"
import { formatNumber } from "#models/shared/numbers.ts"
import { BARRIERS } from "#workflows/barriers/barrier-kinds.ts"
import type { BarrierQuery, BarrierRow } from "#workflows/screens/barrier-page.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { EmptyState } from "../../components/empty-state.tsx"

type WhatIfFormProps = {
  query: BarrierQuery
  rows: readonly BarrierRow[]
  agencies: readonly { id: string; name: string }[]
  /** Services whose boxes stand on this page; the choice of the others travels along. */
  shown: readonly string[]
  children: ReactNode
}

/** The register with a box before each barrier, and the services with a box each: what is thought away. A plain GET form. */
export function WhatIfForm({ query, rows, agencies, shown, children }: WhatIfFormProps) {
  const { pathname } = useLocation()
  const elsewhere = query.raise.filter((id) => !shown.includes(id))
  return (
    <Form method="get" action={pathname} aria-label="Nếu gỡ rào cản">
      {query.agency ? <input type="hidden" name="agency" value={query.agency} /> : null}
      {query.kind ? <input type="hidden" name="kind" value={query.kind} /> : null}
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="raise" value={id} />
      ))}
      <Stack gap="xl">
        <Stack gap="sm" component="section" aria-labelledby="rao-can">
          <Title order={2} id="rao-can">
            Rào cản
          </Title>
          <DataTable
            caption="Rào cản và số bị chặn"
            rows={rows}
            rowKey={(row) => row.kind}
            empty={
              <EmptyState title="Không có rào cản nào">
                Mọi dịch vụ trong phạm vi này đều toàn trình.
              </EmptyState>
            }
            columns={[
              {
                key: "fall",
                header: "Nếu gỡ",
                width: "4.5rem",
                cell: (row) => (
                  <Checkbox
                    name="fall"
                    value={row.kind}
                    defaultChecked={query.fall.includes(row.kind)}
                    aria-label={`Nếu gỡ: ${BARRIERS[row.kind].label}`}
                  />
                ),
              },
              { key: "group", header: "Nhóm", cell: (row) => BARRIERS[row.kind].group, width: "11rem" },
              {
                key: "label",
                header: "Rào cản",
                isRowHeader: true,
                cell: (row) => BARRIERS[row.kind].label,
              },
              { key: "services", header: "Dịch vụ", align: "end", cell: (row) => formatNumber(row.services) },
              {
                key: "procedures",
                header: "TTHC",
                align: "end",
                cell: (row) => formatNumber(row.procedures),
              },
              { key: "agencies", header: "Đơn vị", align: "end", cell: (row) => formatNumber(row.agencies) },
              {
                key: "alone",
                header: "Chỉ vướng rào cản này",
                align: "end",
                cell: (row) => formatNumber(row.alone),
              },
            ]}
          />
        </Stack>
        {agencies.length > 1 ? (
          <details open={query.at.length > 0}>
            <summary>
              {query.at.length === 0
                ? "Gỡ ở mọi đơn vị; chọn một số đơn vị"
                : `Gỡ ở ${formatNumber(query.at.length)} đơn vị đã chọn`}
            </summary>
            <Checkbox.Group label="Gỡ rào cản ở đơn vị" description="Không chọn: ở mọi đơn vị." mt="xs">
              <Stack gap={4} mt="xs">
                {agencies.map(({ id, name }) => (
                  <Checkbox
                    key={id}
                    name="at"
                    value={id}
                    label={name}
                    defaultChecked={query.at.includes(id)}
                  />
                ))}
              </Stack>
            </Checkbox.Group>
          </details>
        ) : null}
        <Group gap="sm">
          <Button type="submit">Xem chỉ tiêu nếu gỡ</Button>
          {query.fall.length + query.raise.length + query.at.length > 0 ? (
            <Link to={pathname}>Bỏ giả định</Link>
          ) : null}
        </Group>
        {children}
        <Button type="submit" w="fit-content">
          Xem chỉ tiêu nếu nâng
        </Button>
      </Stack>
    </Form>
  )
}
