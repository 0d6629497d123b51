import { Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { getFigureRows } from "#workflows/screens/period-page.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Số liệu của báo cáo tổng hợp")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { periodId = "", key = "" } = params
  return {
    periodId,
    key,
    ...(await read(() => getFigureRows(context.runtime, { id: periodId, key, actor }))),
  }
}

export default function FigureRows() {
  const { periodId, key, period, title, label, total, rows } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        back={{ to: paths.reportingPeriod(periodId), label: period }}
        title={label}
        lead={`${title}: tổng cộng ${total}, cộng từ các đơn vị dưới đây.`}
      />
      <DataTable
        caption={`${label} theo cơ quan, đơn vị; tổng cộng ${total}`}
        showCaption
        rows={rows}
        rowKey={({ agencyId }) => agencyId}
        columns={[
          {
            key: "unit",
            header: "Cơ quan, đơn vị",
            isRowHeader: true,
            cell: (row) => <Link to={paths.unitReport(row.reportId)}>{row.unit}</Link>,
          },
          {
            key: "value",
            header: "Số đã chốt",
            align: "end",
            width: "14rem",
            cell: (row) =>
              row.hasList ? <Link to={paths.reportFigure(row.reportId, key)}>{row.value}</Link> : row.value,
          },
          {
            key: "corrected",
            header: "Đính chính sau khi chốt",
            width: "20rem",
            cell: (row) =>
              row.corrected.length === 0
                ? "không có"
                : row.corrected.map(({ now, reason }) => (
                    <Text key={now + reason} size="sm">
                      {now} ({reason})
                    </Text>
                  )),
          },
        ]}
      />
    </>
  )
}
