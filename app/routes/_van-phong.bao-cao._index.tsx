import { Button, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { PERIOD_STATE_LABELS } from "#models/reporting-period/states.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { REPORT_STATE_LABELS } from "#models/unit-report/states.ts"
import { listPeriods } from "#workflows/screens/report-list.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { PERIOD_TONES, REPORT_TONES } from "../components/reports/report-words.ts"
import { Day } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Báo cáo")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => listPeriods(context.runtime, actor))
}

export default function Reports() {
  const { today, periods, own, mayRequest } = useLoaderData<typeof loader>()
  return (
    <Stack gap="lg">
      <PageHeader
        title="Báo cáo"
        lead="Báo cáo quý của các cơ quan, đơn vị theo kế hoạch, báo cáo đột xuất theo yêu cầu, và báo cáo tổng hợp của tỉnh."
        actions={
          mayRequest ? (
            <Button component={Link} to={paths.requestReport()}>
              Yêu cầu báo cáo đột xuất
            </Button>
          ) : null
        }
      />
      {own.length > 0 ? (
        <section aria-labelledby="cua-don-vi">
          <Title order={2} id="cua-don-vi" mb="xs">
            Báo cáo của đơn vị bạn ({formatNumber(own.length)})
          </Title>
          <DataTable
            caption="Báo cáo của đơn vị bạn"
            rows={own}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "period",
                header: "Báo cáo",
                isRowHeader: true,
                cell: (row) => (
                  <>
                    <Link to={paths.unitReport(row.id)}>{row.period}</Link>
                    <Text size="sm" fw={400}>
                      {row.unit}
                    </Text>
                  </>
                ),
              },
              { key: "due", header: "Hạn", width: "9rem", cell: ({ due }) => <Day day={due} /> },
              {
                key: "state",
                header: "Tình trạng",
                width: "16rem",
                cell: ({ state, due }) => (
                  <>
                    <StatusBadge label={REPORT_STATE_LABELS[state]} tone={REPORT_TONES[state]} />
                    {due < today && (state === "open" || state === "drafted") ? " quá hạn" : ""}
                  </>
                ),
              },
            ]}
          />
        </section>
      ) : null}
      <section aria-labelledby="cac-ky">
        <Title order={2} id="cac-ky" mb="xs">
          Các kỳ báo cáo ({formatNumber(periods.length)})
        </Title>
        <DataTable
          caption="Các kỳ báo cáo; «đã nhận» đếm báo cáo đơn vị đã gửi, «đúng hạn» theo lần gửi đầu"
          showCaption
          rows={periods}
          rowKey={({ id }) => id}
          empty={
            <EmptyState title="Chưa có kỳ báo cáo nào">
              Kỳ báo cáo quý tự mở khi có kế hoạch đang hiệu lực giao nhiệm vụ cho các đơn vị.
            </EmptyState>
          }
          columns={[
            {
              key: "name",
              header: "Kỳ",
              isRowHeader: true,
              cell: (row) => (
                <>
                  <Link to={paths.reportingPeriod(row.id)}>{row.name}</Link>
                  {row.revision > 1 ? (
                    <Text size="sm" fw={400}>
                      bản sửa đổi lần {formatNumber(row.revision - 1)}
                    </Text>
                  ) : null}
                </>
              ),
            },
            { key: "due", header: "Hạn", width: "8rem", cell: ({ due }) => <Day day={due} /> },
            {
              key: "expected",
              header: "Phải báo cáo",
              align: "end",
              cell: ({ counts }) => formatNumber(counts.expected),
            },
            {
              key: "received",
              header: "Đã nhận",
              align: "end",
              cell: ({ counts }) => formatNumber(counts.received),
            },
            {
              key: "onTime",
              header: "Đúng hạn",
              align: "end",
              cell: ({ counts }) => formatNumber(counts.onTime),
            },
            {
              key: "missing",
              header: "Chưa gửi",
              align: "end",
              cell: ({ counts }) => formatNumber(counts.missing),
            },
            {
              key: "state",
              header: "Tình trạng",
              width: "14rem",
              cell: ({ state }) => (
                <StatusBadge label={PERIOD_STATE_LABELS[state]} tone={PERIOD_TONES[state]} />
              ),
            },
          ]}
        />
      </section>
    </Stack>
  )
}
