/** What went wrong, in Vietnamese. `isOurs`: this machine has no way out, which says nothing of the site. */
export type VisitFault = { message: string; isOurs: boolean }

/** A fault that is told already. */
export class VisitFaultError extends Error {}

/** By the code of Node's error. */
const WORDS: Record<string, string> = {
  ENOTFOUND: "Không có tên miền này.",
  ECONNREFUSED: "Máy chủ của trang không nhận kết nối.",
  ECONNRESET: "Máy chủ của trang ngắt kết nối giữa chừng.",
  ETIMEDOUT: "Máy chủ của trang không trả lời.",
  ERR_INVALID_URL: "Địa chỉ, hoặc địa chỉ mà trang chuyển tới, không đúng dạng.",
  CERT_HAS_EXPIRED: "Chứng thư của trang (https) đã hết hạn.",
  ERR_TLS_CERT_ALTNAME_INVALID: "Chứng thư của trang (https) cấp cho tên miền khác.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "Chứng thư của trang (https) là tự ký, trình duyệt sẽ cảnh báo.",
  SELF_SIGNED_CERT_IN_CHAIN: "Chứng thư của trang (https) không từ tổ chức được tin cậy.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "Chứng thư của trang (https) thiếu chứng thư trung gian.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "Chứng thư của trang (https) không từ tổ chức được tin cậy.",
}
const OURS = new Set(["EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EMFILE"])

/** @param seconds the time the whole answer had */
export const visitFaultOf = (error: unknown, seconds: number): VisitFault => {
  if (error instanceof VisitFaultError) return { message: error.message, isOurs: false }
  if (error instanceof Error && error.name === "TimeoutError")
    return { message: `Trang không trả lời xong trong ${seconds} giây.`, isOurs: false }
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  if (OURS.has(code))
    return { message: `Máy này không ra được mạng (${code}) nên chưa kiểm tra được trang.`, isOurs: true }
  if (Object.hasOwn(WORDS, code)) return { message: WORDS[code] ?? "", isOurs: false }
  const said = error instanceof Error ? error.message : String(error)
  return { message: `Không mở được trang: ${code || said}.`, isOurs: false }
}
