import { Group, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { CHANGE_STATE_LABELS, CHANGE_STATES } from "#models/register-change/register-change.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { CHANGES_PER_PAGE, getChangeList } from "#workflows/screens/change-page.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { listQuery, pageNumber } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Thay đổi của thủ tục")

const Query = z.object({
  state: z.enum(CHANGE_STATES).catch("OPEN").default("OPEN"),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  const found = await read(() => getChangeList(context.runtime, { ...query, actor }))
  return { ...found, ...query, pageSize: CHANGES_PER_PAGE }
}

export default function Changes() {
  const { rows, total, counts, state, page, pageSize } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title="Thay đổi của thủ tục"
        lead="Những gì các lần nhập đã đổi so với nội dung trước đó. Chỉ thay đổi ở phần liên quan tới mức độ mới chờ xử lý."
      />
      <Group component="nav" aria-label="Tình trạng xử lý" gap="lg" mb="md">
        {CHANGE_STATES.map((one) => (
          <Link
            key={one}
            to={paths.changes({ state: one })}
            aria-current={one === state ? "page" : undefined}
          >
            <Text span fw={one === state ? 700 : 400}>
              {CHANGE_STATE_LABELS[one]} ({formatNumber(counts[one] ?? 0)})
            </Text>
          </Link>
        ))}
      </Group>
      <DataTable
        caption={CHANGE_STATE_LABELS[state]}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="Không có thay đổi nào">
            Khi một lần nhập mang tới nội dung khác của thủ tục đang có trong sổ, thay đổi hiện ở đây.
          </EmptyState>
        }
        columns={[
          { key: "code", header: "Mã thủ tục", cell: (row) => row.code, width: "7.5rem" },
          {
            key: "name",
            header: "Thủ tục",
            isRowHeader: true,
            cell: (row) => (
              <>
                <Link to={paths.change(row.id)}>{row.procedureName}</Link>
                <Text size="sm" fw={400} c="dimmed">
                  {row.agencies.join("; ")}
                </Text>
              </>
            ),
          },
          {
            key: "parts",
            header: "Thay đổi",
            cell: (row) =>
              row.kind === "VANISHED"
                ? "Không còn trong danh sách"
                : [...row.relevantParts, ...row.otherParts].join("; "),
          },
          { key: "at", header: "Nhập lúc", cell: (row) => <Instant at={row.at} />, width: "9rem" },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun="thay đổi" />
    </>
  )
}
