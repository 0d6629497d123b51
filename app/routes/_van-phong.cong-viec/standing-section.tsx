import { Button, Card, Group, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { WorkStanding } from "#workflows/screens/work-standing.server.ts"
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

/** What others have now, and what was left behind. */
export function Elsewhere({ standing: { waiting, leftBehind } }: { standing: WorkStanding }) {
  return (
    <>
      {leftBehind ? <Text>{leftBehind}</Text> : null}
      {waiting.length > 0 ? (
        <Text c="dimmed" size="sm">
          Chờ người khác: {waiting.map(({ what, count }) => `${what} ${formatNumber(count)}`).join("; ")}.
        </Text>
      ) : null}
    </>
  )
}
