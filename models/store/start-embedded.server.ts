import { type EmbeddedStore, StoreFolderError, startEmbeddedStore } from "embedded-mongo-store"
import { OfficeError } from "../shared/errors.ts"

/**
 * The embedded store, in a thread of its own. When that thread ends unasked, the process says so and ends with 1: without its
 * store an office can only give wrong answers.
 * @throws OfficeError when the folder cannot be used, in the store's own words
 */
export const startOwnStore = async (
  options: Omit<Parameters<typeof startEmbeddedStore>[0], "died">,
): Promise<EmbeddedStore> => {
  try {
    return await startEmbeddedStore({ ...options, died })
  } catch (error) {
    if (error instanceof StoreFolderError)
      throw new OfficeError("RULE_BROKEN", error.message, {}, { cause: error.cause })
    throw error
  }
}

function died(reason: Error): void {
  process.stderr.write(
    `Kho dữ liệu nhúng đã dừng giữa chừng nên chương trình dừng theo: ${reason.message}\nNhững gì đã báo là ghi xong vẫn còn. Hãy chạy lại; nếu vẫn dừng như vậy, chạy «npm run verify:store» và gửi các dòng này cho người phụ trách kỹ thuật.\n${reason.stack ?? ""}\n`,
  )
  process.exit(1)
}
