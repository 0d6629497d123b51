import { Button, Group, List, Text, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatInstant } from "#models/shared/dates.ts"
import { FOREIGN_OUTCOME_LABELS, FOREIGN_OUTCOMES } from "#models/store-recovery/store-recovery.ts"
import type { RecoveryPage } from "#workflows/screens/recovery-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"

type ForeignRecordsProps = { page: Pick<RecoveryPage, "portals" | "foreign"> & { readings: Reading[] } }
type Reading = { target: string; at: Date | string; fault: string | null }

/** What each portal answered when it was read back, and every record there that the restored outbox does not know. */
export function ForeignRecords({ page }: ForeignRecordsProps) {
  const { portals, readings, foreign } = page
  return (
    <section aria-labelledby="cac-cong">
      <Title order={2} id="cac-cong" mb="xs">
        2. Bản ghi ở các cổng
      </Title>
      <List withPadding mb="sm">
        {portals.map((target) => (
          <List.Item key={target}>
            {target}: {saidOf(readings.find((one) => one.target === target))}
          </List.Item>
        ))}
      </List>
      <Form method="post">
        <Button
          type="submit"
          name="intent"
          value="read"
          variant={readings.length > 0 ? "default" : "filled"}
          mb="md"
        >
          {readings.length > 0 ? "Đọc lại các cổng" : "Đọc các cổng"}
        </Button>
      </Form>
      {readings.length > 0 ? (
        <DataTable
          caption="Bản ghi ở cổng mà hộp gửi sau phục hồi không biết"
          rows={foreign}
          rowKey={({ target, recordId, version }) => `${target} ${recordId} ${version}`}
          empty={<Text>Các cổng không giữ bản ghi nào mà hệ thống không biết.</Text>}
          columns={[
            { key: "record", header: "Bản ghi", isRowHeader: true, cell: ({ recordId }) => recordId },
            { key: "target", header: "Cổng", cell: ({ target }) => target },
            {
              key: "version",
              header: "Phiên bản, danh mục",
              cell: ({ version, edition, withdrawn }) =>
                `${version}, ${edition}${withdrawn ? " (đã rút)" : ""}`,
            },
            {
              key: "settled",
              header: "Xử lý",
              cell: ({ target, recordId, settled }) =>
                settled ? (
                  <StatusBadge label={FOREIGN_OUTCOME_LABELS[settled.as]} tone="good" />
                ) : (
                  <Form method="post" aria-label={`Xử lý ${recordId} ở ${target}`}>
                    <input type="hidden" name="intent" value="record" />
                    <input type="hidden" name="target" value={target} />
                    <input type="hidden" name="recordId" value={recordId} />
                    <Group gap="xs">
                      {FOREIGN_OUTCOMES.map((as) => (
                        <Button key={as} type="submit" name="as" value={as} size="xs" variant="default">
                          {FOREIGN_OUTCOME_LABELS[as]}
                        </Button>
                      ))}
                    </Group>
                  </Form>
                ),
            },
          ]}
        />
      ) : null}
    </section>
  )
}

const saidOf = (reading: Reading | undefined): string => {
  if (!reading) return "chưa đọc"
  return reading.fault
    ? `chưa đọc được, ${reading.fault}`
    : `đã đọc lúc ${formatInstant(new Date(reading.at))}`
}
