import { Button, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { CLOCK_KINDS, CLOCK_LABELS } from "#models/deadline/clock-kinds.ts"
import { STANDING_LABELS, STANDINGS } from "#models/deadline/deadline.ts"
import { readOrder } from "#models/shared/list-order.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { ROLE_LABELS, ROLES } from "#models/shared/workflow.ts"
import {
  DEADLINES_PER_PAGE,
  type DeadlineRow,
  listDeadlines,
} from "#workflows/screens/deadline-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { type Column, DataTable } from "../components/data-table.tsx"
import { DaysLeft } from "../components/deadline-list.tsx"
import { doerInWords, standingTone, subjectPath } from "../components/deadlines/deadline-words.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber, sortOf } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Thời hạn")

const Query = z.object({
  kind: choiceOf(CLOCK_KINDS),
  role: choiceOf(ROLES),
  standing: choiceOf([...STANDINGS, "ALL"]),
  moved: choiceOf(["yes"]),
  within: choiceOf(["7", "30"]),
  sort: sortOf(["due", "original", "standing"]),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  return {
    query,
    pageSize: DEADLINES_PER_PAGE,
    ...(await read(() => listDeadlines(context.runtime, { actor, query }))),
  }
}

export default function Deadlines() {
  const { query, today, rows, total, counts, mayRecord, officers, pageSize } = useLoaderData<typeof loader>()
  const columns = columnsOn(today)
  return (
    <>
      <PageHeader
        title="Thời hạn"
        lead={
          STANDINGS.flatMap((standing) =>
            counts[standing]
              ? [`${STANDING_LABELS[standing].toLocaleLowerCase("vi")} ${formatNumber(counts[standing])}`]
              : [],
          ).join(" · ") || "Sổ thời hạn của cơ quan."
        }
        actions={
          mayRecord ? (
            <Button component={Link} to={paths.newDeadline()} variant="default">
              Ghi thời hạn
            </Button>
          ) : null
        }
      />
      <FilterBar
        columns={columns}
        sorted={readOrder(query.sort)}
        filters={[
          {
            kind: "CHOICE",
            name: "kind",
            label: "Việc",
            value: query.kind,
            all: "Mọi việc",
            options: CLOCK_KINDS.map((kind) => ({ value: kind, label: CLOCK_LABELS[kind] })),
          },
          {
            kind: "CHOICE",
            name: "role",
            label: "Người làm",
            value: query.role,
            all: "Mọi người",
            options: officers.map((role) => ({ value: role, label: ROLE_LABELS[role] })),
          },
          {
            kind: "CHOICE",
            name: "standing",
            label: "Tình trạng",
            value: query.standing,
            all: "Đang chạy",
            options: [
              ...STANDINGS.map((one) => ({ value: one, label: STANDING_LABELS[one] })),
              { value: "ALL", label: "Tất cả" },
            ],
          },
          {
            kind: "CHOICE",
            name: "within",
            label: "Hạn",
            value: query.within,
            all: "Bất kỳ",
            options: [
              { value: "7", label: "Trong 7 ngày tới" },
              { value: "30", label: "Trong 30 ngày tới" },
            ],
          },
          {
            kind: "CHOICE",
            name: "moved",
            label: "Gia hạn",
            value: query.moved,
            all: "Có hoặc không",
            options: [{ value: "yes", label: "Đã đổi hạn" }],
          },
        ]}
      />
      <DataTable
        caption={`${formatNumber(total)} thời hạn${query.sort === "" ? ", sớm nhất trước" : ""}`}
        showCaption
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Không có thời hạn nào khớp">
            Bỏ bớt điều kiện lọc, hoặc chọn tình trạng «Tất cả» để xem cả thời hạn đã kết thúc.
          </EmptyState>
        }
        columns={columns}
        sorted={readOrder(query.sort) ?? SOONEST_FIRST}
      />
      <Pagination page={query.page} pageSize={pageSize} total={total} noun="thời hạn" />
    </>
  )
}

const SOONEST_FIRST = { key: "due", isDescending: false }

const columnsOn = (today: string): readonly Column<DeadlineRow>[] => [
  {
    key: "what",
    header: "Việc",
    isRowHeader: true,
    cell: (row) => (
      <>
        <Link to={paths.deadline(row.id)}>{CLOCK_LABELS[row.kind]}</Link>
        <Text size="sm" fw={400}>
          {subjectPath(row.subject) ? (
            <Link to={subjectPath(row.subject) ?? ""}>{row.subject.name}</Link>
          ) : (
            row.subject.name
          )}
        </Text>
      </>
    ),
  },
  {
    key: "who",
    header: "Người làm",
    canHide: true,
    phone: "none",
    width: "14rem",
    cell: doerInWords,
  },
  {
    key: "due",
    header: "Hạn",
    isSortable: true,
    width: "10rem",
    cell: (row) => (
      <>
        <Day day={row.due} />
        {row.standing === "OVERDUE" || row.standing === "NEAR" || row.standing === "AHEAD" ? (
          <>
            , <DaysLeft due={row.due} today={today} />
          </>
        ) : null}
      </>
    ),
  },
  {
    key: "original",
    header: "Hạn ban đầu",
    isSortable: true,
    canHide: true,
    phone: "none",
    width: "8rem",
    cell: (row) => (row.due === row.originalDue ? "không đổi" : <Day day={row.originalDue} />),
  },
  {
    key: "standing",
    header: "Tình trạng",
    isSortable: true,
    phone: "bare",
    width: "9rem",
    cell: (row) => <StatusBadge label={STANDING_LABELS[row.standing]} tone={standingTone(row.standing)} />,
  },
]
