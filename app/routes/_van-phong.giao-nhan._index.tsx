import { Stack, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { DELIVERY_STATE_LABELS, DELIVERY_STATES } from "#models/outbox/states.ts"
import { readOrder } from "#models/shared/list-order.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import {
  type DeliveryRow,
  getDeliveryPage,
  MESSAGES_PER_PAGE,
} from "#workflows/screens/delivery-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { type Column, DataTable } from "../components/data-table.tsx"
import { deliveryTone, OPERATION_LABELS } from "../components/delivery/delivery-words.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber, sortOf, textUpTo } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Giao nhận")

const Query = z.object({
  edition: textUpTo(50),
  target: textUpTo(100),
  status: choiceOf(DELIVERY_STATES),
  sort: sortOf(["record", "attempts", "next"]),
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
      <FilterBar
        columns={COLUMNS}
        sorted={readOrder(query.sort)}
        filters={[
          {
            kind: "CHOICE",
            name: "edition",
            label: "Danh mục",
            value: editionId,
            usual: editions[0]?.id ?? "",
            options: editions.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            kind: "CHOICE",
            name: "target",
            label: "Cổng",
            value: query.target,
            all: "Mọi cổng",
            options: targets.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            kind: "CHOICE",
            name: "status",
            label: "Tình trạng",
            value: query.status,
            all: "Mọi tình trạng",
            options: DELIVERY_STATES.map((state) => ({ value: state, label: DELIVERY_STATE_LABELS[state] })),
          },
        ]}
      />
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
        columns={COLUMNS}
        sorted={readOrder(query.sort)}
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun="bản ghi" />
    </>
  )
}

const COLUMNS: readonly Column<DeliveryRow>[] = [
  {
    key: "record",
    header: "Bản ghi",
    isRowHeader: true,
    isSortable: true,
    cell: (row) => <Link to={paths.delivery(row.id)}>{row.recordName}</Link>,
  },
  { key: "target", header: "Cổng", canHide: true, phone: "bare", cell: (row) => row.targetName },
  {
    key: "operation",
    header: "Việc",
    canHide: true,
    phone: "none",
    cell: (row) => `${OPERATION_LABELS[row.operation]} (bản ${row.version})`,
  },
  {
    key: "state",
    header: "Tình trạng",
    phone: "bare",
    width: "8rem",
    cell: (row) => <StatusBadge label={DELIVERY_STATE_LABELS[row.state]} tone={deliveryTone(row.state)} />,
  },
  {
    key: "attempts",
    header: "Số lần gửi",
    align: "end",
    isSortable: true,
    canHide: true,
    phone: "none",
    cell: (row) => row.attempts,
  },
  {
    key: "next",
    header: "Gửi tiếp lúc",
    isSortable: true,
    canHide: true,
    phone: "none",
    cell: (row) => <Instant at={row.nextAttemptAt} />,
  },
  { key: "error", header: "Lỗi gần nhất", canHide: true, phone: "none", cell: (row) => row.lastError ?? "–" },
]
