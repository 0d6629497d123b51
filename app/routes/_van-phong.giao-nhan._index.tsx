import { NativeSelect, Stack, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { DELIVERY_STATE_LABELS, DELIVERY_STATES } from "#models/outbox/states.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getDeliveryPage, MESSAGES_PER_PAGE } from "#workflows/screens/delivery-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { deliveryTone, OPERATION_LABELS } from "../components/delivery/delivery-words.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber, textUpTo } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Giao nhận")

const Query = z.object({
  edition: textUpTo(50),
  target: textUpTo(100),
  status: choiceOf(DELIVERY_STATES),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  return {
    query,
    pageSize: MESSAGES_PER_PAGE,
    ...(await read(() => getDeliveryPage(context.runtime, { actor, query }))),
  }
}

export default function Deliveries() {
  const { query, editions, editionId, targets, counts, rows, total, page, pageSize } =
    useLoaderData<typeof loader>()
  const header = (
    <PageHeader
      title="Giao nhận với các cổng"
      lead="Mỗi dịch vụ của danh mục đã phát hành là một bản ghi gửi tới từng cổng, rồi được đọc lại để đối chiếu."
    />
  )
  if (!editionId)
    return (
      <>
        {header}
        <EmptyState title="Chưa có bản ghi nào">Bản ghi được tạo khi quyết định được phát hành.</EmptyState>
      </>
    )
  return (
    <>
      {header}
      <FilterBar isFiltered={query.target !== "" || query.status !== "" || query.edition !== ""}>
        <NativeSelect
          name="edition"
          label="Danh mục"
          defaultValue={editionId}
          data={editions.map(({ id, name }) => ({ value: id, label: `${id} – ${name}` }))}
          maw={360}
        />
        <NativeSelect
          name="target"
          label="Cổng"
          defaultValue={query.target}
          data={[
            { value: "", label: "Mọi cổng" },
            ...targets.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          maw={320}
        />
        <NativeSelect
          name="status"
          label="Tình trạng"
          defaultValue={query.status}
          data={[
            { value: "", label: "Mọi tình trạng" },
            ...DELIVERY_STATES.map((state) => ({ value: state, label: DELIVERY_STATE_LABELS[state] })),
          ]}
        />
      </FilterBar>
      <Stack gap={4} mb="md">
        {targets.map(({ id, name }) => (
          <Text key={id} size="sm">
            <strong>{name}</strong>:{" "}
            {counts
              .filter(({ target }) => target === id)
              .map(
                ({ status, count }) =>
                  `${DELIVERY_STATE_LABELS[status].toLocaleLowerCase("vi")} ${formatNumber(count)}`,
              )
              .join(" · ")}
          </Text>
        ))}
      </Stack>
      <DataTable
        caption="Bản ghi gửi các cổng"
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title="Không có bản ghi nào khớp bộ lọc">Bỏ bớt điều kiện lọc.</EmptyState>}
        columns={[
          {
            key: "record",
            header: "Bản ghi",
            isRowHeader: true,
            cell: (row) => <Link to={paths.delivery(row.id)}>{row.recordId}</Link>,
          },
          { key: "target", header: "Cổng", cell: (row) => row.targetName },
          {
            key: "operation",
            header: "Việc",
            cell: (row) => `${OPERATION_LABELS[row.operation]} (bản ${row.version})`,
          },
          {
            key: "state",
            header: "Tình trạng",
            width: "8rem",
            cell: (row) => (
              <StatusBadge label={DELIVERY_STATE_LABELS[row.state]} tone={deliveryTone(row.state)} />
            ),
          },
          { key: "attempts", header: "Số lần gửi", align: "end", cell: (row) => row.attempts },
          { key: "next", header: "Gửi tiếp lúc", cell: (row) => <Instant at={row.nextAttemptAt} /> },
          { key: "error", header: "Lỗi gần nhất", cell: (row) => row.lastError ?? "–" },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun="bản ghi" />
    </>
  )
}
