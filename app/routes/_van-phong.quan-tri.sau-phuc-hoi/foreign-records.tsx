import { Button, Group, List, Text, Textarea, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatInstant } from "#models/shared/dates.ts"
import { FOREIGN_OUTCOME_LABELS, FOREIGN_OUTCOMES } from "#models/store-recovery/store-recovery.ts"
import type { RecoveryPage } from "#workflows/screens/recovery-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { DataTable } from "../../components/data-table.tsx"

type ForeignRecordsProps = {
  page: Pick<RecoveryPage, "portals" | "foreign" | "viewerId"> & { readings: Reading[]; waivers: Waiver[] }
}
type Waiver = Pick<RecoveryPage["waivers"][number], "target" | "reason" | "by" | "byName"> & {
  confirmed: { byName: string } | null
}
type Reading = { target: string; at: Date | string; fault: string | null }

/** What each portal answered when it was read back, and every record there that the restored outbox does not know. */
export function ForeignRecords({ page }: ForeignRecordsProps) {
  const { portals, readings, foreign, waivers, viewerId } = page
  return (
    <section aria-labelledby="cac-cong">
      <Title order={2} id="cac-cong" mb="xs">
        2. Bản ghi ở các cổng
      </Title>
      <List withPadding mb="sm">
        {portals.map((target) => (
          <List.Item key={target}>
            {target}: {saidOf(readings.find((one) => one.target === target))}
            {readings.some((one) => one.target === target && one.fault) ? (
              <LeftAside
                target={target}
                waiver={waivers.find((one) => one.target === target)}
                viewerId={viewerId}
              />
            ) : null}
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

type LeftAsideProps = { target: string; waiver: Waiver | undefined; viewerId: string }

/** A portal that does not answer: one person asks to leave it aside, another confirms. */
function LeftAside({ target, waiver, viewerId }: LeftAsideProps) {
  if (waiver?.confirmed)
    return (
      <Text size="sm">
        Bỏ qua: {waiver.reason} ({waiver.byName} đề nghị, {waiver.confirmed.byName} xác nhận). Bản ghi cổng
        này đang giữ ở phiên bản mới hơn sẽ bị cổng từ chối khi gửi, xem ở «Giao nhận».
      </Text>
    )
  if (waiver && waiver.by === viewerId)
    return (
      <Text size="sm">
        Bạn đã đề nghị bỏ qua: {waiver.reason} Chờ người khác có quyền đối chiếu xác nhận.
      </Text>
    )
  if (waiver)
    return (
      <Form method="post" aria-label={`Xác nhận bỏ qua cổng ${target}`}>
        <input type="hidden" name="target" value={target} />
        <Text size="sm">
          {waiver.byName} đề nghị bỏ qua: {waiver.reason}
        </Text>
        <Button type="submit" name="intent" value="confirmWaiver" size="xs" variant="default" my="xs">
          Xác nhận bỏ qua
        </Button>
      </Form>
    )
  return (
    <details>
      <summary>Cổng không trả lời lâu dài: đề nghị bỏ qua</summary>
      <Form method="post" aria-label={`Đề nghị bỏ qua cổng ${target}`}>
        <input type="hidden" name="target" value={target} />
        <Textarea
          name="reason"
          label="Lý do không chờ cổng này nữa"
          description="Ghi vào nhật ký; một người khác phải xác nhận."
          required
          rows={2}
          maw={480}
        />
        <Button type="submit" name="intent" value="waive" size="xs" variant="default" my="xs">
          Đề nghị bỏ qua
        </Button>
      </Form>
    </details>
  )
}

const saidOf = (reading: Reading | undefined): string => {
  if (!reading) return "chưa đọc"
  return reading.fault
    ? `chưa đọc được, ${reading.fault}`
    : `đã đọc lúc ${formatInstant(new Date(reading.at))}`
}
