import { Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { PlanWork } from "#workflows/screens/plan-work.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { Day } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"

const addressOf = ({ kind, id }: PlanWork): string =>
  kind === "PLAN_TASK"
    ? paths.planTask(id)
    : kind === "UNIT_REPORT"
      ? paths.unitReport(id)
      : paths.reportingPeriod(id)

/** Tasks of plans and reports that wait for this person, nearest due first. */
export function PlanWorkSection({
  work,
  prefix,
  today,
}: {
  work: readonly PlanWork[]
  prefix: string
  today: string
}) {
  return (
    <Stack gap="xs" component="section" aria-labelledby={`ke-hoach-bao-cao${prefix}`}>
      <Title order={2} id={`ke-hoach-bao-cao${prefix}`}>
        Nhiệm vụ của kế hoạch, báo cáo ({formatNumber(work.length)})
      </Title>
      <DataTable
        caption="Nhiệm vụ của kế hoạch, báo cáo chờ bạn"
        rows={work}
        rowKey={({ kind, id, what }) => `${kind} ${id} ${what}`}
        columns={[
          {
            key: "name",
            header: "Việc",
            isRowHeader: true,
            cell: (one) => (
              <>
                <Link to={addressOf(one)}>{one.name}</Link>
                <Text size="sm" fw={400}>
                  {one.unit}
                </Text>
              </>
            ),
          },
          { key: "what", header: "Cần làm", cell: ({ what }) => <Text size="sm">{what}</Text> },
          {
            key: "due",
            header: "Hạn",
            width: "9rem",
            cell: ({ due }) =>
              due ? (
                <>
                  <Day day={due} />
                  {due < today ? " quá hạn" : ""}
                </>
              ) : (
                "không ghi"
              ),
          },
        ]}
      />
    </Stack>
  )
}
