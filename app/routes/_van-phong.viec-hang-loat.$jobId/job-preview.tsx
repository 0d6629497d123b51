import { Button, Checkbox, Group, Stack, Text, TextInput, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import type { BulkJob } from "#models/bulk-job/bulk-job.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type BulkAction, bulkRuleOf } from "#workflows/bulk/bulk-actions.ts"
import type { BulkPreview } from "#workflows/bulk/bulk-preview.server.ts"
import { paths } from "../../http/paths.ts"
import classes from "./job-progress.module.css"

type JobPreviewProps = {
  job: Pick<BulkJob, "id" | "action" | "total" | "passedOver">
  preview: BulkPreview
  errors: Record<string, string[]> | undefined
}

/** What a job touches before it begins; doubtful rows are ticked one by one. Plain boxes in a plain form. */
export function JobPreview({ job, preview, errors }: JobPreviewProps) {
  const { label } = bulkRuleOf(job.action as BulkAction)
  const fault = errors?.typed?.join(" ")
  return (
    <Stack gap="sm" mb="xl">
      <Text role="status">{preview.summary}</Text>
      {job.passedOver > 0 ? (
        <Text size="sm">
          {formatNumber(job.passedOver)} mục khác trong bộ lọc ở trạng thái không phù hợp, được giữ nguyên.
        </Text>
      ) : null}
      <Form method="post" aria-label="Xác nhận việc hàng loạt">
        <Stack gap="sm">
          {preview.doubtful.length > 0 ? (
            <section aria-labelledby="nghi-ngo">
              <Title order={2} size="h3" id="nghi-ngo">
                {formatNumber(preview.doubtful.length)} mục còn nghi ngờ, từng mục
              </Title>
              <Text size="sm">Mục không đánh dấu được để lại, không thay đổi.</Text>
              <ul className={classes.doubtful}>
                {preview.doubtful.map(({ registrationId, serviceCode, procedureName, why }) => (
                  <li key={registrationId}>
                    <Checkbox
                      name="takes[]"
                      value={registrationId}
                      label={`Vẫn làm: ${procedureName} (${serviceCode})`}
                      description={why}
                    />
                    <a href={paths.registration(registrationId)}>Mở {serviceCode}</a>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {preview.typed === null ? null : (
            <TextInput
              name="typed"
              label={`Gõ ${preview.typed} để xác nhận`}
              error={fault}
              autoComplete="off"
              inputMode="numeric"
              maw={320}
            />
          )}
          <Group gap="sm">
            <Button type="submit" name="intent" value="confirm">
              {label}: {formatNumber(job.total)} đăng ký
            </Button>
            <Button type="submit" name="intent" value="cancel" variant="default">
              Không làm
            </Button>
          </Group>
        </Stack>
      </Form>
    </Stack>
  )
}

/** Takes a finished job back while nobody has acted on it. */
export function UndoJob({ until }: { until: string }) {
  return (
    <Form method="post" aria-label="Rút lại cả loạt">
      <Group gap="sm" mb="md">
        <Button type="submit" name="intent" value="undo" variant="default">
          Rút lại cả loạt
        </Button>
        <Text size="sm">Được đến {until}; mục người khác đã xử lý thì giữ nguyên.</Text>
      </Group>
    </Form>
  )
}
