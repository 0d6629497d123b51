import type { RequestHandler, Response } from "express"
import pLimit from "p-limit"
import { PAGES_AT_ONCE } from "#app/http/upload-limits.ts"
import { Refusal } from "./refusal.ts"

const CROWDED = "Đang có quá nhiều người mở trang cùng lúc. Hãy chờ ít phút rồi mở lại trang."

/**
 * Draws only so many pages at one moment; who asks meanwhile waits in line. One processor draws a page: fifty begun together are
 * all ready last, and all they have read so far lies in memory until then. What is sent does not wait, and neither does what
 * takes long hold up the others: after a while it no longer counts.
 */
export const pagesInTurn = ({ atOnce, waiting, countsMs } = PAGES_AT_ONCE): RequestHandler => {
  const turn = pLimit(atOnce)
  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next()
    if (turn.pendingCount >= waiting) return next(new Refusal(503, CROWDED))
    void turn(async () => {
      // Whoever left meanwhile needs no page.
      if (response.destroyed) return
      next()
      await answeredWithin(response, countsMs)
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
