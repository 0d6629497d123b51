import { Button, Card, Group, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { WaitingLine } from "#workflows/screens/waiting-since.server.ts"
import { DataTable } from "../../components/data-table.tsx"
import { Day } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"

/** The collection waits to be locked by this person. */
export function LockTurn({ campaignId, why }: { campaignId: string; why: string | null }) {
  if (!why) return null
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={3}>Khóa đăng ký</Title>
          <Text c="dimmed" size="sm">
            {why}
          </Text>
        </div>
        <Button component={Link} to={paths.campaign(campaignId)}>
          Xem rồi khóa đăng ký
        </Button>
      </Group>
    </Card>
  )
}

/** What others have now: how much, since when the longest of it, with whom, and the way to it. */
export function Elsewhere({ campaignId, waiting }: { campaignId: string; waiting: readonly WaitingLine[] }) {
  if (waiting.length === 0) return null
  return (
    <DataTable
      caption="Chờ người khác"
      showCaption
      rows={waiting}
      rowKey={({ what }) => what}
      columns={[
        {
          key: "what",
          header: "Việc",
          isRowHeader: true,
          cell: ({ what, states, agencyId }) => (
            <Link
              to={paths.appraisal({
                campaign: campaignId,
                state: states.length === 1 ? (states[0] ?? "all") : "all",
                agency: agencyId,
              })}
            >
              {what}
            </Link>
          ),
        },
        {
          key: "count",
          header: "Dịch vụ",
          align: "end",
          cell: ({ count }) => formatNumber(count),
          width: "7rem",
        },
        {
          key: "since",
          header: "Lâu nhất từ",
          cell: ({ since }) => (since ? <Day day={since} /> : "–"),
          width: "9rem",
        },
        {
          key: "with",
          header: "Chờ ai",
          cell: ({ with: people, more }) =>
            people.length === 0
              ? "Các đơn vị"
              : `${people.join(", ")}${more > 0 ? ` và ${formatNumber(more)} người khác` : ""}`,
        },
      ]}
    />
  )
}
