import { type Server, STATUS_CODES } from "node:http"

const WORDS: Record<string, { status: number; message: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    message: "Địa chỉ hoặc dữ liệu trình duyệt gửi kèm quá dài. Hãy xóa cookie của trang này rồi mở lại.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    message: "Dữ liệu gửi lên đến quá chậm nên đã dừng. Hãy kiểm tra đường truyền rồi gửi lại.",
  },
}
const UNREADABLE = { status: 400, message: "Yêu cầu gửi lên không đọc được. Hãy mở lại trang." }

/** Answers what is no request by the letter of HTTP, so that no page of ours can be drawn for it: in a bare page of its own. */
export const answerUnreadable = (server: Server): void => {
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) return
    const { status, message } = WORDS[error.code ?? ""] ?? UNREADABLE
    const page = `<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>Yêu cầu chưa đúng</title><main id="noi-dung"><h1>Yêu cầu chưa đúng</h1><p>${message}</p><p><a href="/">Về trang chủ</a></p></main></html>\n`
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "Connection: close",
      "Content-Type: text/html; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(page)}`,
      "Cache-Control: no-store",
      "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options: nosniff",
      "X-Frame-Options: DENY",
    ]
    socket.end(`${head.join("\r\n")}\r\n\r\n${page}`)
  })
}
