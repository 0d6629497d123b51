import { Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { listEditions } from "#workflows/screens/edition-list.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { stateTone } from "../components/issuing/state-tone.ts"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Ban hành danh mục")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return { editions: await read(() => listEditions(context.runtime, actor)) }
}

export default function Editions() {
  const { editions } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title="Ban hành danh mục"
        lead="Từ chốt danh mục tới ký, cấp số, phát hành quyết định công bố."
      />
      <DataTable
        caption="Các danh mục"
        rows={editions}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="Chưa có danh mục nào">
            Danh mục bắt đầu từ một đợt rà soát; mở đợt rà soát trước.
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            header: "Đợt, danh mục",
            isRowHeader: true,
            cell: (row) => (
              <>
                <Link to={paths.issuing(row.id)}>{row.name}</Link>
                <Text size="sm" c="dimmed" fw={400}>
                  {row.id}
                </Text>
              </>
            ),
          },
          {
            key: "state",
            header: "Trạng thái",
            cell: (row) => (
              <StatusBadge label={CAMPAIGN_STATE_LABELS[row.state]} tone={stateTone(row.state)} />
            ),
          },
          {
            key: "entries",
            header: "Số dịch vụ",
            align: "end",
            cell: (row) => (row.entries === null ? "–" : formatNumber(row.entries)),
          },
          {
            key: "decision",
            header: "Quyết định",
            cell: (row) =>
              row.decision ? `${row.decision.number} ngày ${formatDay(row.decision.day)}` : "–",
          },
          {
            key: "next",
            header: "Bước tiếp theo",
            cell: (row) =>
              row.next ? (
                <>
                  {row.next.label}
                  {row.next.refusal === null ? (
                    <>
                      {" "}
                      <StatusBadge label="Chờ bạn" tone="partial" />
                    </>
                  ) : null}
                </>
              ) : (
                "–"
              ),
          },
        ]}
      />
    </>
  )
}
