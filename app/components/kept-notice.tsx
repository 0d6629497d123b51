import { Text } from "@mantine/core"
import { useRouteLoaderData } from "@remix-run/react"
import { formatInstant } from "#models/shared/dates.ts"
import type { KeptView } from "../http/kept-form.server.ts"
import classes from "./notices.module.css"

/** What was typed before the session ended, for the forms of the page; null when there is none. */
export const useKept = (): KeptView | null => {
  const frame = useRouteLoaderData("routes/_van-phong") as { kept?: KeptView | null } | undefined
  return frame?.kept ?? null
}

/** Says that what was typed is back in its form and was not sent, and shows it whole where a form has no place for it. */
export function KeptNotice({ kept }: { kept: KeptView }) {
  const typed = textsOf(kept.fields)
  return (
    <div role="status" className={classes.kept}>
      <Text fw={600}>
        Nội dung bạn gửi lúc {formatInstant(kept.sentAt)}, khi phiên làm việc đã hết, chưa được ghi nhận.
      </Text>
      <Text>Nội dung đã được điền lại vào biểu mẫu. Xem lại rồi gửi.</Text>
      {typed.length > 0 ? (
        <details>
          <summary>Xem nội dung đã nhập</summary>
          <ul>
            {typed.map((text, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={index}>{text}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

/** Words somebody typed, wherever they stand; numbers and codes of the form itself are left out. */
const textsOf = (value: unknown): string[] => {
  if (typeof value === "string") return /\s/u.test(value.trim()) ? [value] : []
  return value && typeof value === "object" ? Object.values(value).flatMap(textsOf) : []
}
