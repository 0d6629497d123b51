import type { ClientSession } from "mongoose"
import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import { TABLE_LABELS } from "#models/reference-change/table-names.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { User } from "#models/user/user.ts"
import { HANDOVER_LABELS } from "#workflows/handover/owned-item.ts"
import { findOwnedWork } from "#workflows/handover/owned-work.server.ts"
import { holdsDetailsOf } from "./details-in-changes.ts"

/** What stands in the way of erasing a person's details, each with what to do about it; empty where nothing does. */
export const erasureFaults = async (
  user: Pick<User, "id" | "fullName" | "active" | "erasedAt">,
  today: IsoDay,
  session: ClientSession | null = null,
): Promise<string[]> => {
  if (user.erasedAt) return ["Thông tin của người này đã được xóa."]
  const owned = await findOwnedWork(user.id, today)
  const kinds = [...Map.groupBy(owned, ({ kind }) => kind)].map(
    ([kind, items]) => `${HANDOVER_LABELS[kind].toLocaleLowerCase("vi")} ${formatNumber(items.length)}`,
  )
  const open = await findReferenceChanges({ states: ["drafted", "submitted", "confirmed"] }, 0, session)
  return [
    ...(user.active
      ? [`${user.fullName} đang sử dụng hệ thống. Ngừng sử dụng ở bảng «Người sử dụng» trước.`]
      : []),
    ...(owned.length > 0
      ? [
          `${user.fullName} còn giữ ${formatNumber(owned.length)} mục: ${kinds.join("; ")}. Bàn giao ở «Quản trị, Bàn giao việc» trước.`,
        ]
      : []),
    ...open
      .filter((change) => holdsDetailsOf(change, user.id))
      .map(
        ({ table, reason }) =>
          `Thay đổi ở bảng «${TABLE_LABELS[table]}» (${reason}) có thông tin của người này và chưa xong. Chờ có hiệu lực, hoặc rút lại trước.`,
      ),
  ]
}
