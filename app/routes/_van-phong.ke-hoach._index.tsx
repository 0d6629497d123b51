import { Button, Text } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { PLAN_STATE_LABELS } from "#models/plan/states.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { listPlans } from "#workflows/screens/plan-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { PLAN_TONES } from "../components/plans/plan-words.ts"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Kế hoạch")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => listPlans(context.runtime, actor))
}

export default function Plans() {
  const { plans, mayDraft } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title="Kế hoạch"
        lead="Kế hoạch của tỉnh, từng phiên bản, với nhiệm vụ giao cho các cơ quan."
        actions={
          <>
            <Button component={Link} to={paths.planBoard()} variant="default">
              Nhiệm vụ của các cơ quan
            </Button>
            <Button component={Link} to={paths.planTimeline()} variant="default">
              Theo thời gian
            </Button>
            <Button component={Link} to={paths.websites()} variant="default">
              Trang, hệ thống
            </Button>
            {mayDraft ? (
              <>
                <Button component={Link} to={paths.writePlan()} variant="default">
                  Soạn kế hoạch
                </Button>
                <Button component={Link} to={paths.importPlan()}>
                  Nhập kế hoạch
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <DataTable
        caption={`${formatNumber(plans.length)} phiên bản kế hoạch`}
        showCaption
        rows={plans}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Chưa có kế hoạch nào">
            Đầu mối điều phối nhập tệp kế hoạch (.docx, .xlsx, .txt) để bắt đầu.
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            header: "Kế hoạch",
            isRowHeader: true,
            cell: (row) => (
              <>
                <Link to={paths.plan(row.id)}>{row.name}</Link>
                <Text size="sm" fw={400}>
                  {row.title}
                </Text>
              </>
            ),
          },
          { key: "version", header: "Phiên bản", width: "7rem", align: "end", cell: (row) => row.version },
          {
            key: "tasks",
            header: "Nhiệm vụ",
            width: "7rem",
            align: "end",
            cell: (row) => formatNumber(row.tasks),
          },
          {
            key: "state",
            header: "Tình trạng",
            width: "16rem",
            cell: (row) => (
              <>
                <StatusBadge label={PLAN_STATE_LABELS[row.state]} tone={PLAN_TONES[row.state]} />
                {row.state === "drafting" && row.unanswered > 0
                  ? ` còn ${formatNumber(row.unanswered)} điều cần xem lại`
                  : ""}
              </>
            ),
          },
        ]}
      />
    </>
  )
}
