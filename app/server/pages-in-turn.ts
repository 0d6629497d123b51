import { setTimeout as sleep } from "node:timers/promises"
import type { Request, RequestHandler, Response } from "express"
import pLimit from "p-limit"
import { PAGES_AT_ONCE, VERIFICATIONS_AT_ONCE } from "#app/http/upload-limits.ts"
import { Refusal } from "./refusal.ts"

const CROWDED = {
  read: "Đang có quá nhiều người mở trang cùng lúc. Hãy chờ ít phút rồi mở lại trang.",
  sent: "Đang có quá nhiều tệp gửi đến để kiểm tra. Hãy chờ ít phút rồi gửi lại.",
}

/**
 * Draws only so many pages at one moment; who asks meanwhile waits in line. One processor draws a page: fifty begun together are
 * all ready last, and all they have read so far lies in memory until then. What is sent does not wait, and neither does what
 * takes long hold up the others: after a while it no longer counts.
 */
export const pagesInTurn = (limits = PAGES_AT_ONCE): RequestHandler =>
  inTurn(limits, (request) => isRead(request) && !isVerification(request))

/**
 * Strangers' files, and the pages that answer them, in a line of their own: however many are sent at one moment, one is taken in
 * and answered, the others not yet read, and a rest is taken before the next. Nobody else stands behind them.
 */
export const verificationsInTurn = (limits = VERIFICATIONS_AT_ONCE): RequestHandler =>
  inTurn(limits, isVerification)

const isRead = ({ method }: Request): boolean => method === "GET" || method === "HEAD"
const isVerification = ({ path }: Request): boolean => /^\/xac-minh(?:\.data)?$/.test(path)

const inTurn = (
  { atOnce, waiting, countsMs, restMs }: typeof PAGES_AT_ONCE,
  stands: (request: Request) => boolean,
): RequestHandler => {
  const turn = pLimit(atOnce)
  return (request, response, next) => {
    if (!stands(request)) return next()
    if (turn.pendingCount >= waiting)
      return next(
        isRead(request)
          ? new Refusal(503, CROWDED.read)
          : new Refusal(503, CROWDED.sent, request.originalUrl),
      )
    void turn(async () => {
      // Whoever left meanwhile needs no page.
      if (response.destroyed) return
      next()
      await answeredWithin(response, countsMs)
      // Meanwhile whoever asks for something else is answered, and what was read is put away.
      if (restMs > 0) await sleep(restMs)
    })
  }
}

const answeredWithin = (response: Response, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(patience)
      resolve()
    }
    const patience = setTimeout(done, milliseconds)
    response.once("finish", done).once("close", done)
  })
