import { Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Form, Link, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { PLAN_TASK_STATE_LABELS, PLAN_TASK_STATES } from "#models/plan-task/states.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getTaskBoard, TASKS_PER_PAGE } from "#workflows/screens/plan-tasks.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { TASK_TONES } from "../components/plans/plan-words.ts"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { choiceOf, listQuery, pageNumber } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Nhiệm vụ của các cơ quan")

const Query = z.object({
  unit: z.string().max(100).catch("").default(""),
  part: z.string().max(10).catch("").default(""),
  state: choiceOf([...PLAN_TASK_STATES, "OPEN", "LATE"]),
  occurrence: z.string().max(200).catch("").default(""),
  since: z.iso.date().catch("").default(""),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  return {
    query,
    pageSize: TASKS_PER_PAGE,
    ...(await read(() => getTaskBoard(context.runtime, { actor, query }))),
  }
}

export default function PlanBoard() {
  const { query, pageSize, mayRemind, rows, total, counts, parts, units, byPart } =
    useLoaderData<typeof loader>()
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.plans(), label: "Kế hoạch" }}
        actions={
          mayRemind && (counts.LATE ?? 0) > 0 ? (
            <Button component={Link} to={paths.planReminders()} variant="default">
              Đôn đốc đơn vị quá hạn
            </Button>
          ) : null
        }
        title="Nhiệm vụ của các cơ quan"
        lead={[
          `quá hạn ${formatNumber(counts.LATE ?? 0)}`,
          ...PLAN_TASK_STATES.flatMap((state) =>
            counts[state]
              ? [`${PLAN_TASK_STATE_LABELS[state].toLocaleLowerCase("vi")} ${formatNumber(counts[state])}`]
              : [],
          ),
        ].join(" · ")}
      />
      <Form method="get" aria-label="Lọc nhiệm vụ">
        <Group align="flex-end">
          <NativeSelect
            name="unit"
            label="Cơ quan"
            defaultValue={query.unit}
            maw={320}
            data={[
              { value: "", label: "Mọi cơ quan" },
              ...units.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <NativeSelect
            name="part"
            label="Phần"
            defaultValue={query.part}
            data={[
              { value: "", label: "Mọi phần" },
              ...parts.map((part) => ({ value: part, label: `Phần ${part}` })),
            ]}
          />
          <NativeSelect
            name="state"
            label="Tình trạng"
            defaultValue={query.state}
            data={[
              { value: "", label: "Tất cả" },
              { value: "OPEN", label: "Chưa xong" },
              { value: "LATE", label: "Quá hạn" },
              ...PLAN_TASK_STATES.map((state) => ({ value: state, label: PLAN_TASK_STATE_LABELS[state] })),
            ]}
          />
          <Button type="submit" variant="default">
            Áp dụng
          </Button>
        </Group>
      </Form>
      <DataTable
        caption={`${formatNumber(total)} nhiệm vụ${query.since ? ` ${query.state === "accepted" ? "được xác nhận" : "đến hạn"} từ ngày ${formatDay(query.since)}` : ""}, hạn sớm nhất trước`}
        showCaption
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Không có nhiệm vụ nào khớp">
            Bỏ bớt điều kiện lọc. Nhiệm vụ mở khi một kế hoạch có hiệu lực.
          </EmptyState>
        }
        columns={[
          {
            key: "task",
            header: "Nhiệm vụ",
            isRowHeader: true,
            cell: (row) => (
              <>
                <Link to={paths.planTask(row.id)}>
                  {row.number} {row.text}
                </Link>
                <Text size="sm" fw={400} visibleFrom="sm">
                  {row.period}
                </Text>
              </>
            ),
          },
          {
            key: "unit",
            header: "Chủ trì",
            width: "14rem",
            phone: "bare",
            cell: (row) => <Link to={paths.unitPlan(row.agencyId)}>{row.unit}</Link>,
          },
          {
            key: "due",
            header: "Hạn theo kế hoạch",
            width: "9rem",
            cell: (row) =>
              row.due ? (
                <>
                  <Day day={row.due} />
                  {row.isLate ? " (quá hạn)" : ""}
                </>
              ) : (
                "không ghi"
              ),
          },
          {
            key: "moved",
            header: "Hạn sau gia hạn",
            width: "9rem",
            phone: "none",
            cell: (row) =>
              row.movedDue && row.movedDue !== row.due ? (
                <>
                  <Day day={row.movedDue} />
                  {row.isLateAfterMove ? " (quá hạn)" : ""}
                </>
              ) : (
                "không đổi"
              ),
          },
          {
            key: "state",
            header: "Tình trạng",
            width: "12rem",
            phone: "bare",
            cell: (row) => (
              <>
                <StatusBadge label={PLAN_TASK_STATE_LABELS[row.state]} tone={TASK_TONES[row.state]} />{" "}
                {row.progress}
              </>
            ),
          },
        ]}
      />
      <Pagination page={query.page} pageSize={pageSize} total={total} noun="nhiệm vụ" />
      {byPart.length > 0 ? (
        <section aria-labelledby="theo-phan">
          <Title order={2} id="theo-phan" mb="xs">
            Theo phần của kế hoạch
          </Title>
          <DataTable
            caption="Nhiệm vụ theo phần và tình trạng"
            rows={byPart}
            rowKey={({ part }) => part}
            columns={[
              {
                key: "part",
                header: "Phần",
                isRowHeader: true,
                cell: ({ part }) => <Link to={paths.planBoard({ part })}>Phần {part}</Link>,
              },
              ...PLAN_TASK_STATES.map((state) => ({
                key: state,
                header: PLAN_TASK_STATE_LABELS[state],
                align: "end" as const,
                cell: ({ counts: of }: (typeof byPart)[number]) => formatNumber(of[state] ?? 0),
              })),
            ]}
          />
        </section>
      ) : null}
    </Stack>
  )
}
