import { Text } from "@mantine/core"
import { StatusBadge } from "../badges.tsx"
import classes from "./issuing.module.css"

type Check = { rule: string; ok: boolean; message: string }

/** Kiểm tra trước khi ban hành: what failed stands first. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  const failed = checks.filter(({ ok }) => !ok)
  const ordered = [...failed, ...checks.filter(({ ok }) => ok)]
  return (
    <>
      <Text mb={4}>
        {failed.length === 0
          ? `Đạt cả ${checks.length} nội dung kiểm tra.`
          : `${failed.length} trong ${checks.length} nội dung chưa đạt; phải trả lại để hoàn thiện.`}
      </Text>
      <ul className={classes.checks}>
        {ordered.map(({ rule, ok, message }) => (
          <li key={rule}>
            <span>
              <StatusBadge label={ok ? "Đạt" : "Chưa đạt"} tone={ok ? "good" : "bad"} />
            </span>
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
