import { readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { compareLog } from "./compare-log.server.ts"
import type { GivenCheckpoints } from "./given-checkpoints.server.ts"

/** What holding the log against checkpoints found; no faults: it says what they say it said. */
export type LogVerdict = {
  covered: number
  entries: number
  checkpoints: GivenCheckpoints["checkpoints"]
  faults: string[]
}

/** Holds the open store's log against checkpoints and decisions from outside it; the first fault of the log is where it was first touched. */
export const verifyLog = async ({
  checkpoints,
  decisions,
  faults,
}: GivenCheckpoints): Promise<LogVerdict> => {
  const statements = checkpoints.map(({ statement }) => statement)
  const compared = await compareLog(statements, readAuditLog())
  return {
    covered: compared.covered,
    entries: compared.entries,
    checkpoints,
    faults: [
      ...faults,
      ...compared.inconsistent,
      ...decisions
        .filter(({ carried }) => !statements.some(({ digest }) => digest === carried.digest))
        .map(
          ({ file, carried }) =>
            `${file}: quyết định mang mốc ${formatNumber(carried.entries)} mục (sha256 ${carried.digest}), không có trong các mốc đưa vào. Đưa thêm tệp mốc đó; nếu không còn, các mốc đã bị thay.`,
        ),
      ...compared.differences.map(({ message }) => message),
    ],
  }
}
