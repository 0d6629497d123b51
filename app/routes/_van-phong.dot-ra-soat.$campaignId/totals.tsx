import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { BOARD_GROUP_NAMES, BOARD_GROUPS } from "#workflows/screens/board-groups.ts"
import type { CampaignBoard } from "#workflows/screens/campaign-board.server.ts"
import { Share } from "./board-table.tsx"
import classes from "./totals.module.css"

/** The whole campaign in figures: by step of the work, and by proposed level. */
export function Totals({ board }: { board: CampaignBoard }) {
  const { totals, levels } = board
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Card withBorder padding="md" component="section">
        <Stack gap="xs">
          <Title order={2} size="h3">
            Toàn tỉnh: {sayFigure("reviewedServices", totals.total)}
          </Title>
          <Share finished={totals.finished} total={totals.total} />
          <dl className={classes.figures}>
            {BOARD_GROUP_NAMES.map((name) => (
              <Figure key={name} label={BOARD_GROUPS[name].label} count={totals.groups[name]} />
            ))}
          </dl>
        </Stack>
      </Card>
      <Card withBorder padding="md" component="section">
        <Stack gap="xs">
          <Title order={2} size="h3">
            Dịch vụ công theo mức độ đề xuất
          </Title>
          <dl className={classes.figures}>
            {levels.map(({ level, count }) => (
              <Figure
                key={level ?? ""}
                label={level ? SERVICE_LEVEL_LABELS[level] : "Chưa có đề xuất"}
                count={count}
              />
            ))}
          </dl>
          <Text size="sm" c="dimmed">
            Chỉ mức toàn trình và một phần đứng trong danh mục được công bố.
          </Text>
        </Stack>
      </Card>
    </SimpleGrid>
  )
}

function Figure({ label, count }: { label: string; count: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{formatNumber(count)}</dd>
    </div>
  )
}
