import { formatDay } from "#models/shared/dates.ts"
import type { AskedDay } from "../../http/asked-day.server.ts"
import { paths } from "../../http/paths.ts"
import { Notice } from "../notice.tsx"

/** Which day the list is of, where it is not today, or why the day typed could not be used. */
export function DayNotice({ asked: { text, day, isAhead } }: { asked: AskedDay }) {
  if (text === "") return null
  if (!day)
    return (
      <Notice tone="bad" title={`“${text}” không phải là một ngày.`}>
        Gõ ngày/tháng/năm, ví dụ 15/05/2023. Dưới đây là danh mục đang có hiệu lực hôm nay.
      </Notice>
    )
  return (
    <Notice tone="quiet" title={`Đây là danh mục có hiệu lực ngày ${formatDay(day)}.`}>
      {isAhead ? "Tính theo các quyết định đã phát hành đến hôm nay. " : ""}
      <a href={paths.catalogue()}>Xem danh mục đang có hiệu lực hôm nay</a>
    </Notice>
  )
}
