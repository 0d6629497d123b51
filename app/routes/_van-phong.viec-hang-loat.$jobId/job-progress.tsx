import { Button, Group, Stack, Text } from "@mantine/core"
import { Form, Link, useRevalidator } from "@remix-run/react"
import { useEffect, useState } from "react"
import { BULK_JOB_STATE_LABELS, type BulkJob } from "#models/bulk-job/bulk-job.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { StatusBadge, type Tone } from "../../components/badges.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./job-progress.module.css"

const TONES: Record<BulkJob["state"], Tone> = {
  PROPOSED: "partial",
  RUNNING: "busy",
  DONE: "good",
  CANCELLED: "partial",
  FAILED: "bad",
}
const POLL_MS = 1_500

type JobProgressProps = { job: Pick<BulkJob, "id" | "state" | "total" | "done" | "refused" | "passedOver"> }

/** How far a job is. Looks again by itself where scripts run; a link does it where they do not. */
export function JobProgress({ job }: JobProgressProps) {
  const { id, state, total, done, refused, passedOver } = job
  const isRunning = state === "RUNNING"
  const hasScript = usePolling(isRunning)
  const handled = done + refused
  const n = formatNumber
  return (
    <Stack gap="sm" mb="xl">
      <Group gap="sm">
        <StatusBadge label={BULK_JOB_STATE_LABELS[state]} tone={TONES[state]} />
        <Text>
          {n(handled)}/{n(total)} mục: xong {n(done)}, chưa làm được {n(refused)}
          {isRunning || handled === total ? "" : `, giữ nguyên ${n(total - handled)}`}
        </Text>
      </Group>
      {isRunning ? (
        <progress className={classes.bar} max={total} value={handled} aria-label="Tiến độ xử lý">
          {Math.floor((100 * handled) / total)} %
        </progress>
      ) : null}
      {/* Said at the start and at the end only: a count read out every second would drown everything else. */}
      <Text role="status" size="sm" className={classes.note}>
        {SAYINGS[state]}
      </Text>
      {passedOver > 0 ? (
        <Text size="sm">
          {n(passedOver)} mục khác trong bộ lọc đang ở trạng thái không phù hợp nên được giữ nguyên.
        </Text>
      ) : null}
      {isRunning ? (
        <Group gap="sm">
          {hasScript ? null : (
            <Button component={Link} to={paths.bulkJob(id)} reloadDocument variant="default">
              Xem tiến độ mới
            </Button>
          )}
          <Form method="post">
            <Button type="submit" variant="default">
              Dừng, giữ nguyên các mục còn lại
            </Button>
          </Form>
        </Group>
      ) : null}
    </Stack>
  )
}

const SAYINGS: Record<BulkJob["state"], string> = {
  PROPOSED: "Chưa làm gì: người lập chưa xác nhận.",
  RUNNING:
    "Đang xử lý từng mục. Có thể đóng trang hoặc làm việc khác: việc vẫn chạy tiếp, kể cả khi mất kết nối hay máy chủ khởi động lại.",
  DONE: "Mọi mục đã có kết quả.",
  CANCELLED: "Đã dừng theo yêu cầu. Mục đã xong vẫn giữ kết quả; các mục khác chưa thay đổi.",
  FAILED:
    "Hệ thống gặp lỗi nhiều lần nên đã dừng. Mục đã xong vẫn giữ kết quả; hãy báo quản trị hệ thống rồi lập lại việc cho các mục còn lại.",
}

/** Asks again while the job runs; true once scripts are known to run. */
function usePolling(isRunning: boolean): boolean {
  const revalidator = useRevalidator()
  const [hasScript, setHasScript] = useState(false)
  useEffect(() => setHasScript(true), [])
  const { state, revalidate } = revalidator
  useEffect(() => {
    if (!isRunning || state !== "idle") return
    const timer = setTimeout(revalidate, POLL_MS)
    return () => clearTimeout(timer)
  }, [isRunning, state, revalidate])
  return hasScript
}
