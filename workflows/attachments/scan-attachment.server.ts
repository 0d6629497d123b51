import type { Attachment, AttachmentScan } from "#models/attachment/attachment.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import type { VirusScanner } from "#workflows/gateways/virus-scanner/virus-scanner.ts"

/** Null or nothing: the office has no scanner. */
export type ScannerDependencies = { scanner?: VirusScanner | null }

/**
 * Looks at a file before it is taken. One the scanner cannot look at now is taken all the same, and opened by nobody until it has.
 * @throws InvalidInputError when it carries a virus; nothing of it is kept
 */
export const scanBefore = async (
  { scanner }: ScannerDependencies,
  name: string,
  bytes: Uint8Array,
): Promise<AttachmentScan> => {
  if (!scanner) return "NONE"
  const found = await scanner.scan(bytes).catch(() => undefined)
  if (found === undefined) return "WAITING"
  if (found === null) return "CLEAN"
  const message = `Tệp «${name}» có mã độc (${found}) nên không nhận. Hãy quét máy của bạn, lấy lại tệp sạch rồi gửi lại.`
  throw new InvalidInputError(message, [{ field: "file", message }])
}

/** @throws RuleBrokenError while it waits for the scanner, NotFoundError when its content was deleted */
export const assertOpenable = ({ name, scan, erasedAt }: Attachment): void => {
  if (scan === "INFECTED")
    throw new NotFoundError(
      `Tệp «${name}» có mã độc nên nội dung đã bị xóa. Đề nghị người gửi gửi lại tệp sạch.`,
    )
  if (erasedAt) throw new NotFoundError(`Nội dung của tệp «${name}» đã được xóa theo thời hạn lưu.`)
  if (scan === "WAITING")
    throw new RuleBrokenError(`Tệp «${name}» đang chờ quét mã độc nên chưa mở được. Hãy thử lại sau ít phút.`)
}
