import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from "@remix-run/react"

const TITLES: Record<number, string> = {
  400: "Yêu cầu chưa đúng",
  401: "Cần đăng nhập",
  403: "Không được phép",
  404: "Không tìm thấy trang",
  405: "Yêu cầu không được hỗ trợ",
  409: "Dữ liệu đã thay đổi",
  411: "Yêu cầu chưa đúng",
  413: "Dữ liệu gửi lên quá lớn",
  415: "Yêu cầu chưa đúng",
}

const ADVICE: Record<number, string> = {
  401: "Hãy đăng nhập rồi mở lại trang.",
  403: "Vai trò hiện nay của bạn không được làm việc này.",
  404: "Địa chỉ có thể đã đổi hoặc gõ nhầm. Hãy quay lại trang trước, hoặc tìm trong danh mục.",
  405: "Trang này không nhận yêu cầu vừa gửi. Hãy quay lại trang trước.",
  409: "Có người vừa lưu trước bạn. Hãy tải lại trang để xem nội dung mới nhất.",
}

/** What to say in place of a page that cannot be shown: what happened, what to do, the number to quote of a failure. */
export type ErrorWords = {
  status: number
  title: string
  message: string
  /** Null where nobody has to look for a fault. */
  correlationId: string | null
  /** The form that was refused. */
  back: string | null
}

export const useErrorWords = (): ErrorWords => {
  const error = useRouteError()
  const correlationId = useRouteLoaderData<{ correlationId: string }>("root")?.correlationId
  const status = isRouteErrorResponse(error) ? error.status : 500
  const said = isRouteErrorResponse(error) ? error.data : null
  return {
    status,
    title: TITLES[status] ?? "Hệ thống gặp lỗi",
    message:
      textIn(said, "message") ??
      ADVICE[status] ??
      "Việc vừa làm chưa được ghi nhận. Hãy thử lại sau ít phút.",
    correlationId: status >= 500 ? (correlationId ?? null) : null,
    back: textIn(said, "back"),
  }
}

/** A text of an answer's data; null when it has none of that name. */
const textIn = (data: unknown, name: "message" | "back"): string | null => {
  const value: unknown = data !== null && typeof data === "object" ? Reflect.get(data, name) : null
  return typeof value === "string" && value !== "" ? value : null
}
