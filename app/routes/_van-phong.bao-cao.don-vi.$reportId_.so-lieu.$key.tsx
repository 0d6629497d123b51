import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getFigureList } from "#workflows/screens/unit-report-page.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Danh sách của số liệu")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() =>
    getFigureList(context.runtime, { id: params.reportId ?? "", key: params.key ?? "", actor }),
  )
}

export default function FigureList() {
  const { report, unit, period, label, asOf, items } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        back={{ to: paths.unitReport(report), label: `${period}, ${unit}` }}
        title={`${label}: ${formatNumber(items.length)}`}
        lead={asOf ? `Danh sách như khi lấy số liệu, ngày ${formatDay(asOf)}.` : ""}
      />
      <DataTable
        caption={`${label}: ${formatNumber(items.length)}`}
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Danh sách trống">Khi lấy số liệu không có mục nào thuộc số này.</EmptyState>
        }
        columns={[
          {
            key: "text",
            header: "Nội dung",
            isRowHeader: true,
            cell: (item) => (item.link ? <Link to={item.link}>{item.text}</Link> : item.text),
          },
        ]}
      />
    </>
  )
}
