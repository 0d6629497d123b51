import { Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { PLAN_TASK_STATE_LABELS } from "#models/plan-task/states.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { REPORT_STATE_LABELS } from "#models/unit-report/states.ts"
import { getUnitPlanPage, type UnitPlanPage } from "#workflows/screens/plan-tasks.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { TASK_TONES } from "../components/plans/plan-words.ts"
import { REPORT_TONES } from "../components/reports/report-words.ts"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Kế hoạch của đơn vị")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getUnitPlanPage(context.runtime, { agencyId: params.agencyId ?? "", actor }))
}

export default function UnitPlan() {
  const { unit, late, open, done, reports } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        back={{ to: paths.planBoard(), label: "Nhiệm vụ của các cơ quan" }}
        title={`Kế hoạch: ${unit.name}`}
        lead={`Quá hạn ${formatNumber(late.length)} · chưa xong ${formatNumber(open.length)} · đã xác nhận ${formatNumber(done.length)} · báo cáo ${formatNumber(reports.length)}`}
      />
      <Stack gap="lg">
        <Tasks id="qua-han" title="Quá hạn" tasks={late} empty="Không có nhiệm vụ nào quá hạn." />
        <Tasks id="chua-xong" title="Chưa xong" tasks={open} empty="Không còn nhiệm vụ nào phải làm." />
        <section aria-labelledby="bao-cao">
          <Title order={2} id="bao-cao" mb="xs">
            Báo cáo ({formatNumber(reports.length)})
          </Title>
          <DataTable
            caption={`Báo cáo của ${unit.name}`}
            rows={reports}
            rowKey={({ id }) => id}
            empty={
              <EmptyState title="Chưa có báo cáo nào">
                Báo cáo quý mở đầu mỗi quý cho đơn vị được kế hoạch giao nhiệm vụ.
              </EmptyState>
            }
            columns={[
              {
                key: "period",
                header: "Báo cáo",
                isRowHeader: true,
                cell: (row) => <Link to={paths.unitReport(row.id)}>{row.period}</Link>,
              },
              { key: "due", header: "Hạn", width: "8rem", cell: ({ due }) => <Day day={due} /> },
              {
                key: "received",
                header: "Nhận lần đầu",
                width: "11rem",
                cell: ({ receivedOn, due }) =>
                  receivedOn === null
                    ? "chưa gửi"
                    : `${formatDay(receivedOn)}${receivedOn > due ? ", muộn" : ""}`,
              },
              {
                key: "state",
                header: "Tình trạng",
                width: "16rem",
                cell: ({ state }) => (
                  <StatusBadge label={REPORT_STATE_LABELS[state]} tone={REPORT_TONES[state]} />
                ),
              },
            ]}
          />
        </section>
        {done.length > 0 ? (
          <details>
            <summary>Đã xác nhận hoàn thành ({formatNumber(done.length)})</summary>
            <TaskTable title="Đã xác nhận hoàn thành" tasks={done} />
          </details>
        ) : null}
      </Stack>
    </>
  )
}

type Line = UnitPlanPage["open"][number]

function Tasks({ id, title, tasks, empty }: { id: string; title: string; tasks: Line[]; empty: string }) {
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {title} ({formatNumber(tasks.length)})
      </Title>
      {tasks.length === 0 ? <Text>{empty}</Text> : <TaskTable title={title} tasks={tasks} />}
    </section>
  )
}

function TaskTable({ title, tasks }: { title: string; tasks: Line[] }) {
  return (
    <DataTable
      caption={`${title}: ${formatNumber(tasks.length)} nhiệm vụ, hạn sớm nhất trước`}
      rows={tasks}
      rowKey={({ id }) => id}
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
              <Text size="sm" fw={400}>
                {row.period}
              </Text>
            </>
          ),
        },
        {
          key: "due",
          header: "Hạn",
          width: "11rem",
          cell: ({ due, movedDue }) =>
            due === null ? (
              "không ghi"
            ) : movedDue && movedDue !== due ? (
              <>
                <Day day={movedDue} /> (theo kế hoạch {formatDay(due)})
              </>
            ) : (
              <Day day={due} />
            ),
        },
        {
          key: "state",
          header: "Tình trạng",
          width: "14rem",
          cell: ({ state, progress }) => (
            <>
              <StatusBadge label={PLAN_TASK_STATE_LABELS[state]} tone={TASK_TONES[state]} /> {progress}
            </>
          ),
        },
      ]}
    />
  )
}
