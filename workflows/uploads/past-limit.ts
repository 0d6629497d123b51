import { InvalidInputError } from "#models/shared/errors.ts"
import type { Reading } from "./reading-limits.ts"

/** What of its limits a reading went beyond; `crash`: what reads it broke down. */
export type Limit = "time" | "memory" | "unpacked" | "answer" | "crash"

const WHAT: Record<Limit, (limits: Reading) => string> = {
  time: ({ seconds }) => `cần quá ${seconds} giây để đọc`,
  memory: ({ memoryMb }) => `cần quá ${memoryMb} MB bộ nhớ để đọc`,
  unpacked: ({ unpackedMb }) => `bung ra quá ${unpackedMb} MB`,
  crash: () => "làm phần mềm đọc tệp ngừng đột ngột",
  answer: ({ answerMb }) => `có quá ${answerMb} MB dữ liệu để xem xét`,
}

/** The refusal of a file that asks for too much, in words for whoever sent it. */
export const pastLimit = (limit: Limit, limits: Reading): InvalidInputError => {
  const message = `Tệp ${WHAT[limit](limits)} nên hệ thống đã dừng, không nhận vì an toàn. Kiểm tra lại tệp; nếu đúng là tệp cần gửi, hãy lưu lại bằng phần mềm đã tạo ra nó, hoặc chia nhỏ, rồi gửi lại.`
  return new InvalidInputError(message, [{ field: "file", message }])
}
