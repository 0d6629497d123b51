import { Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import {
  CHANNEL_LABELS,
  CHANNELS,
  DISPATCH_STATE_LABELS,
  DISPATCH_STATES,
} from "#models/dispatch/dispatch.ts"
import { readOrder } from "#models/shared/list-order.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import {
  DISPATCHES_PER_PAGE,
  type DispatchRow,
  listDispatches,
} from "#workflows/screens/dispatch-pages.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { type Column, DataTable } from "../components/data-table.tsx"
import { dispatchTone } from "../components/delivery/dispatch-words.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber, sortOf } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Thư, tin đã gửi")

const Query = z.object({
  channel: choiceOf(CHANNELS),
  state: choiceOf(DISPATCH_STATES),
  sort: sortOf(["at", "tries"]),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  return {
    query,
    pageSize: DISPATCHES_PER_PAGE,
    sendsMail: context.runtime.config.mail !== null,
    ...(await read(() => listDispatches(context.runtime, { actor, query }))),
  }
}

export default function Dispatches() {
  const { query, rows, total, counts, pageSize, sendsMail } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        back={{ to: paths.administration(), label: "Quản trị" }}
        title="Thư, tin đã gửi ra ngoài"
        lead={
          counts
            .map(
              ({ channel, state, count }) =>
                `${CHANNEL_LABELS[channel]}: ${DISPATCH_STATE_LABELS[state].toLocaleLowerCase("vi")} ${formatNumber(count)}`,
            )
            .sort()
            .join(" · ") || "Thư nhắc việc, bản tin ngày và tin gửi các điểm nhận tin."
        }
      />
      {sendsMail ? null : (
        <Text mb="md">Chưa đặt máy chủ thư (SMTP_URL, MAIL_FROM) nên không thư nào được gửi.</Text>
      )}
      <FilterBar
        columns={COLUMNS}
        sorted={readOrder(query.sort)}
        filters={[
          {
            kind: "CHOICE",
            name: "channel",
            label: "Đường gửi",
            value: query.channel,
            all: "Mọi đường",
            options: CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value] })),
          },
          {
            kind: "CHOICE",
            name: "state",
            label: "Tình trạng",
            value: query.state,
            all: "Mọi tình trạng",
            options: DISPATCH_STATES.map((value) => ({ value, label: DISPATCH_STATE_LABELS[value] })),
          },
        ]}
      />
      <DataTable
        caption={`${formatNumber(total)} tin`}
        showCaption
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Chưa có tin nào">
            Thư được gửi khi có thông báo cho người đã có địa chỉ; tin được gửi khi có điểm nhận tin.
          </EmptyState>
        }
        columns={COLUMNS}
        sorted={readOrder(query.sort) ?? NEWEST_FIRST}
      />
      <Pagination page={query.page} pageSize={pageSize} total={total} noun="tin" />
    </>
  )
}

const NEWEST_FIRST = { key: "at", isDescending: true }

const COLUMNS: readonly Column<DispatchRow>[] = [
  {
    key: "what",
    header: "Nội dung",
    isRowHeader: true,
    cell: ({ id, what }) => <Link to={paths.dispatch(id)}>{what}</Link>,
  },
  { key: "to", header: "Người, nơi nhận", phone: "bare", cell: ({ receiverName }) => receiverName },
  {
    key: "state",
    header: "Tình trạng",
    phone: "bare",
    width: "9rem",
    cell: ({ state }) => <StatusBadge label={DISPATCH_STATE_LABELS[state]} tone={dispatchTone(state)} />,
  },
  {
    key: "at",
    header: "Lập lúc",
    isSortable: true,
    phone: "bare",
    width: "9rem",
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
  {
    key: "tries",
    header: "Số lần gửi",
    isSortable: true,
    canHide: true,
    phone: "none",
    align: "end",
    cell: ({ attempts }) => formatNumber(attempts),
  },
  {
    key: "error",
    header: "Lỗi gần nhất",
    canHide: true,
    phone: "none",
    cell: ({ lastError }) => lastError ?? "không có",
  },
]
