import { ANNEX_KINDS } from "#models/official-document/official-document.ts"
import { check } from "./verification-check.ts"
import type { VerificationCheck, VerificationReport } from "./verification-report.ts"

/**
 * Whether the annexes handed in beside a decision are exactly the files it names, each once, as drawn and with its number.
 * None where the decision has its annexes in its own file.
 */
export const annexFileChecks = (
  decision: Pick<VerificationReport, "edition" | "documentNumber">,
  annexes: readonly Pick<VerificationReport, "drawnSha256" | "documentNumber" | "edition">[],
): VerificationCheck[] => {
  const named = decision.edition?.annexFiles ?? []
  if (named.length === 0 && annexes.length === 0) return []
  const faults: string[] = []
  const given = annexes.map(({ drawnSha256 }) => drawnSha256 ?? "")
  const missing = named.filter((digest) => !given.includes(digest)).length
  const strange = given.filter(
    (digest, index) => !named.includes(digest) || given.indexOf(digest) < index,
  ).length
  if (missing > 0) faults.push(`Thiếu ${missing} tệp phụ lục ghi trong quyết định.`)
  if (strange > 0) faults.push(`Có ${strange} tệp không phải phụ lục ghi trong quyết định, hoặc trùng.`)
  const other = annexes.find(({ documentNumber }) => documentNumber !== decision.documentNumber)
  if (other) faults.push(`Có phụ lục ghi số «${other.documentNumber ?? "không có"}», khác số của quyết định.`)
  const inOrder = ANNEX_KINDS.flatMap((kind) => annexes.filter(({ edition }) => edition?.annex === kind))
  const isEachItsOwn =
    new Set(inOrder.map(({ edition }) => edition?.annex)).size === annexes.length &&
    inOrder.every(({ drawnSha256, edition }, index) => {
      return drawnSha256 === named[index] && edition?.digest === decision.edition?.digest
    })
  if (faults.length === 0 && !isEachItsOwn)
    faults.push("Các tệp phụ lục không phải mỗi phụ lục của danh mục một tệp, theo thứ tự.")
  return [
    check(
      "annexFiles",
      faults.length === 0,
      "Các tệp phụ lục đúng là các tệp ghi trong quyết định.",
      faults.join(" "),
    ),
  ]
}
