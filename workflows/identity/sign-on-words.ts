import { type ErrorCode, OfficeError } from "#models/shared/errors.ts"
import type { SignOnFault } from "#workflows/gateways/sign-on/sign-on.ts"

const REFUSALS: Record<SignOnFault, { code: ErrorCode; words: (label: string) => string }> = {
  AWAY: {
    code: "BUSY",
    words: (label) =>
      `«${label}» chưa trả lời nên chưa đăng nhập được bằng cách này. Thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.`,
  },
  DENIED: {
    code: "INVALID_INPUT",
    words: (label) =>
      `«${label}» trả lời là chưa cho phép đăng nhập: bạn đã bấm từ chối, hoặc tài khoản chưa được phép. Thử lại, hoặc đăng nhập bằng mật khẩu.`,
  },
  STALE: {
    code: "INVALID_INPUT",
    words: (label) =>
      `Lần đăng nhập này đã dùng rồi, đã quá 10 phút, hoặc mở từ trình duyệt khác. Hãy bấm «Đăng nhập bằng ${label}» lần nữa.`,
  },
  CLOCK: {
    code: "INVALID_INPUT",
    words: (label) =>
      `Đồng hồ của «${label}» và của hệ thống này lệch nhau nên không tin được câu trả lời. Báo quản trị chỉnh giờ; trong lúc đó đăng nhập bằng mật khẩu.`,
  },
  NOT_OURS: {
    code: "INVALID_INPUT",
    words: (label) =>
      `Câu trả lời nhân danh «${label}» không dành cho lần đăng nhập này hoặc đã bị sửa nên bị từ chối. Thử lại từ trang đăng nhập; nếu lặp lại, báo quản trị.`,
  },
  OLD_PROOF: {
    code: "INVALID_INPUT",
    words: (label) =>
      `«${label}» không hỏi lại bạn mà dùng lần đăng nhập cũ, nên chưa xác nhận được. Đăng xuất ở «${label}» rồi thử lại, hoặc dùng cách khác ở trang này.`,
  },
  NO_TIME: {
    code: "INVALID_INPUT",
    words: (label) =>
      `«${label}» không cho biết đã hỏi bạn lúc nào nên chưa xác nhận được. Báo quản trị bật «auth_time» cho hệ thống này ở đó; trong lúc đó dùng cách khác ở trang xác nhận lại.`,
  },
  MISCONFIGURED: {
    code: "BUSY",
    words: (label) =>
      `«${label}» chưa nhận ra hệ thống này. Báo quản trị kiểm tra OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET và địa chỉ quay về đã khai ở đó; trong lúc đó đăng nhập bằng mật khẩu.`,
  },
}

/** A sign-on that came to nothing, as people are told: what happened and what to do. */
export const refusedBy = (fault: SignOnFault, label: string, cause?: unknown): OfficeError => {
  const { code, words } = REFUSALS[fault]
  return new OfficeError(code, words(label), { fault }, { cause })
}
