import { Button, NativeSelect, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { CHAINS, CLOCK_KINDS, CLOCK_LABELS } from "#models/deadline/clock-kinds.ts"
import { STANDING_LABELS, STANDINGS } from "#models/deadline/deadline.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { ROLE_LABELS, ROLES } from "#models/shared/workflow.ts"
import { DEADLINES_PER_PAGE, listDeadlines } from "#workflows/screens/deadline-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { DaysLeft } from "../components/deadline-list.tsx"
import { standingTone, subjectPath } from "../components/deadlines/deadline-words.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Thời hạn")

const Query = z.object({
  kind: choiceOf(CLOCK_KINDS),
  role: choiceOf(ROLES),
  standing: choiceOf([...STANDINGS, "ALL"]),
  moved: choiceOf(["yes"]),
  within: choiceOf(["7", "30"]),
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

const OFFICERS = [...new Set(Object.values(CHAINS).map(({ OFFICER }) => OFFICER))]

export default function Deadlines() {
  const { query, today, rows, total, counts, mayRecord, pageSize } = useLoaderData<typeof loader>()
  const { page: _, ...filters } = query
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
      <FilterBar isFiltered={Object.values(filters).some((value) => value !== "")}>
        <NativeSelect
          name="kind"
          label="Việc"
          defaultValue={query.kind}
          data={[
            { value: "", label: "Mọi việc" },
            ...CLOCK_KINDS.map((kind) => ({ value: kind, label: CLOCK_LABELS[kind] })),
          ]}
        />
        <NativeSelect
          name="role"
          label="Người làm"
          defaultValue={query.role}
          data={[
            { value: "", label: "Mọi người" },
            ...OFFICERS.map((role) => ({ value: role, label: ROLE_LABELS[role] })),
          ]}
          maw={260}
        />
        <NativeSelect
          name="standing"
          label="Tình trạng"
          defaultValue={query.standing}
          data={[
            { value: "", label: "Đang chạy" },
            ...STANDINGS.map((one) => ({ value: one, label: STANDING_LABELS[one] })),
            { value: "ALL", label: "Tất cả" },
          ]}
        />
        <NativeSelect
          name="within"
          label="Hạn"
          defaultValue={query.within}
          data={[
            { value: "", label: "Bất kỳ" },
            { value: "7", label: "Trong 7 ngày tới" },
            { value: "30", label: "Trong 30 ngày tới" },
          ]}
        />
        <NativeSelect
          name="moved"
          label="Gia hạn"
          defaultValue={query.moved}
          data={[
            { value: "", label: "Có hoặc không" },
            { value: "yes", label: "Đã đổi hạn" },
          ]}
        />
      </FilterBar>
      <DataTable
        caption={`${formatNumber(total)} thời hạn, sớm nhất trước`}
        showCaption
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Không có thời hạn nào khớp">
            Bỏ bớt điều kiện lọc, hoặc chọn tình trạng «Tất cả» để xem cả thời hạn đã kết thúc.
          </EmptyState>
        }
        columns={[
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
            width: "14rem",
            cell: (row) => `${ROLE_LABELS[row.role]}${row.agencyName ? ` · ${row.agencyName}` : ""}`,
          },
          {
            key: "due",
            header: "Hạn",
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
            width: "8rem",
            cell: (row) => (row.due === row.originalDue ? "không đổi" : <Day day={row.originalDue} />),
          },
          {
            key: "standing",
            header: "Tình trạng",
            width: "9rem",
            cell: (row) => (
              <StatusBadge label={STANDING_LABELS[row.standing]} tone={standingTone(row.standing)} />
            ),
          },
        ]}
      />
      <Pagination page={query.page} pageSize={pageSize} total={total} noun="thời hạn" />
    </>
  )
}
