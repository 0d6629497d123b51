import { Button, Stack, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { PLAN_TASK_STATE_LABELS, PLAN_TASK_STATES } from "#models/plan-task/states.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getPlanTimeline, timelineTable } from "#workflows/screens/plan-timeline.server.ts"
import { ChartFigure } from "../components/charts/chart-figure.tsx"
import { drawTimeline, timelineSays } from "../components/charts/plan-timeline-picture.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { timelineQueryOf } from "../components/plans/timeline-query.ts"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Kế hoạch theo thời gian")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = timelineQueryOf(request)
  const timeline = await read(() => getPlanTimeline(context.runtime, { actor, query }))
  return { query, timeline, table: timelineTable(timeline), isTraining: context.runtime.trainingMode }
}

export default function PlanTimelinePage() {
  const { query, timeline, table, isTraining } = useLoaderData<typeof loader>()
  const { plan, plans, parts, units, rows } = timeline
  const file = (ending: string) => paths.planTimelineFile(`thoi-gian.${ending}`, query)
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.plans(), label: "Kế hoạch" }}
        title="Kế hoạch theo thời gian"
        lead={plan ? `${plan.name}. ${timelineSays(timeline)}` : undefined}
        actions={
          <Button component={Link} to={paths.planBoard()} variant="default">
            Nhiệm vụ của các cơ quan
          </Button>
        }
      />
      {plan ? (
        <FilterBar
          filters={[
            ...(plans.length > 1
              ? [
                  {
                    kind: "CHOICE" as const,
                    name: "plan",
                    label: "Kế hoạch",
                    value: query.plan,
                    all: plans[0]?.name ?? "",
                    options: plans.map(({ id, name }) => ({ value: id, label: name })),
                  },
                ]
              : []),
            {
              kind: "CHOICE",
              name: "unit",
              label: "Cơ quan chủ trì",
              value: query.unit,
              all: "Mọi cơ quan",
              options: units.map(({ id, name }) => ({ value: id, label: name })),
            },
            {
              kind: "CHOICE",
              name: "part",
              label: "Phần",
              value: query.part,
              all: "Mọi phần",
              options: parts.map((part) => ({ value: part, label: `Phần ${part}` })),
            },
            {
              kind: "CHOICE",
              name: "state",
              label: "Tình trạng",
              value: query.state,
              all: "Tất cả",
              options: [
                { value: "OPEN", label: "Chưa xong" },
                { value: "LATE", label: "Quá hạn" },
                ...PLAN_TASK_STATES.map((state) => ({ value: state, label: PLAN_TASK_STATE_LABELS[state] })),
              ],
            },
          ]}
        />
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={plan ? "Không có nhiệm vụ nào khớp" : "Chưa có kế hoạch nào có hiệu lực"}>
          {plan ? "Bỏ bớt điều kiện lọc." : "Hình hiện ra khi một kế hoạch có hiệu lực."}
        </EmptyState>
      ) : (
        <>
          <ChartFigure draw={(size) => drawTimeline(timeline, { size, isTraining })} file={file} />
          <details>
            <summary>
              {table.caption}: bảng số liệu, {formatNumber(table.rows.length)} dòng
            </summary>
            <DataTable
              caption={table.caption}
              rows={table.rows}
              rowKey={({ key }) => key}
              columns={[
                {
                  key: "name",
                  header: table.headings[0] ?? "",
                  isRowHeader: true,
                  cell: ({ key, name }) => (
                    <Link to={paths.planBoard({ occurrence: key, unit: query.unit })}>{name}</Link>
                  ),
                },
                ...table.headings.slice(1).map((header, place) => ({
                  key: header,
                  header,
                  align: place > 3 && place < 7 ? ("end" as const) : ("start" as const),
                  ...([1, 3].includes(place) ? { phone: "none" as const } : {}),
                  cell: ({ cells }: (typeof table.rows)[number]) => cells[place]?.text ?? "",
                })),
              ]}
            />
          </details>
        </>
      )}
      {rows.length > 0 ? (
        <Text size="sm" c="dimmed">
          Nhiệm vụ thường xuyên được chia theo quý; nhiệm vụ không ghi hạn kéo đến hết kế hoạch, viền đứt.
        </Text>
      ) : null}
    </Stack>
  )
}
