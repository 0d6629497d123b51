import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { IMPORTING, UNDOING } from "#models/long-act/register-turn.server.ts"
import { findImportUndos } from "#models/procedure/import-moves.repository.server.ts"
import { findTakenBefore } from "#models/procedure/import-report.repository.server.ts"
import type { ImportWarning } from "#models/procedure/import-report.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { underWay } from "#workflows/long-act/pieces.server.ts"

/** Says that the very same file was taken before, and by whom; nothing for one that was not, or was undone since. */
export const saidBefore = async (fileSha256: string): Promise<ImportWarning[]> => {
  const before = await findTakenBefore(fileSha256)
  if (!before || (await findImportUndos([before.id])).has(before.id)) return []
  const name = (await findUsers([before.by]))[0]?.fullName ?? before.by
  return [
    {
      line: 0,
      code: "",
      message: `Tệp này đã được ${name} nhập lúc ${formatInstant(before.at)} (dưới tên «${before.fileName}»); dòng không đổi được giữ nguyên.`,
    },
  ]
}

/** @throws ConcurrentEditError while another list is being taken in or an import undone, saying for whom and since when */
export const assertNoOtherList = async (): Promise<void> => {
  const act = (await findLongActs()).find(({ kind }) => kind === IMPORTING || kind === UNDOING)
  if (act) throw underWay(act)
}
