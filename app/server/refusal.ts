import type { ErrorRequestHandler, RequestHandler } from "express"
import { isForScripts } from "./route-finder.ts"

/** A request that is not answered as asked, with words for the person who sent it. */
export class Refusal extends Error {
  readonly status: number
  /** The form it came from; null when it came from none. */
  readonly formAddress: string | null

  constructor(status: number, message: string, formAddress: string | null = null) {
    super(message)
    this.status = status
    this.formAddress = formAddress
  }
}

/** What the parts of Express refuse too: a range a file does not have, for one. */
const refusalOf = (error: unknown): Refusal | null => {
  if (error instanceof Refusal) return error
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500
  return status >= 400 && status < 500
    ? new Refusal(status, "Yêu cầu gửi lên không đọc được. Hãy mở lại trang.")
    : null
}

/** What may have been said of a file before it was refused; the page that stands for it says its own. */
const SAID_OF_A_FILE = [
  "Content-Type",
  "Content-Length",
  "Cache-Control",
  "ETag",
  "Last-Modified",
  "Accept-Ranges",
]

/** Leads to no page: `routes/_cong-khai.$.tsx` answers, and says what it finds in `context.refusal`. */
const REFUSED = "/yeu-cau-khong-nhan"

/** Draws a refusal in the frame of the public pages, or as data where scripts asked. */
export const drawRefusal =
  (pages: RequestHandler): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const refusal = refusalOf(error)
    if (!refusal || response.headersSent || response.locals.refusal) return next(error)
    response.locals.refusal = refusal
    for (const name of SAID_OF_A_FILE) response.removeHeader(name)
    const isScript = isForScripts(request.path)
    if (!isScript || request.method !== "POST") request.method = request.method === "HEAD" ? "HEAD" : "GET"
    // The host may be what was wrong; where it came from no longer matters, since nothing is done.
    request.headers.host = "localhost"
    delete request.headers.origin
    request.originalUrl = isScript ? `${REFUSED}.data` : REFUSED
    pages(request, response, next)
  }
