import { createHmac, randomBytes, randomUUID } from "node:crypto"
import type { Request, RequestHandler } from "express"
import type { Logger } from "pino"
import { SESSION_NAME } from "./session.server.ts"

/** Of this process alone: lines of one sender are joined by it, and nobody learns from it who it was. */
const KEY = randomBytes(32)

/**
 * Names the request and logs it when answered: no query (people search for names), no address, no user, no secret. A refused one warns,
 * and says by a mark which refusals came from one place and one session; the server in front knows the place by the request's name.
 */
export const nameAndLog =
  (logger: Pick<Logger, "info" | "warn">): RequestHandler =>
  (request, response, next) => {
    const correlationId = randomUUID()
    const started = performance.now()
    // Now, as whoever answers below a part of the address sees only the rest of it.
    const { method, path } = request
    response.locals.correlationId = correlationId
    response.setHeader("X-Correlation-Id", correlationId)
    response.on("finish", () => {
      if (path.startsWith("/assets/")) return
      const line = {
        correlationId,
        method,
        path: withoutSecret(path),
        status: response.statusCode,
        ms: Math.round(performance.now() - started),
      }
      if (isRefusal(response.statusCode)) logger.warn({ ...line, ...senderOf(request) }, "refused")
      else logger.info(line, "request")
    })
    next()
  }

/** Forms that fail their rules, acts nobody may take, limits that are hit; what is not there is asked for by mistake. */
const isRefusal = (status: number): boolean =>
  (status >= 400 && status < 500 && status !== 404) || status === 503

const SESSION = new RegExp(`(?:^|; *)(?:__Host-)?${SESSION_NAME}=([^;]+)`)

const senderOf = ({ ip = "", headers: { cookie = "" } }: Request) => {
  const session = SESSION.exec(cookie)?.[1]
  return { place: mark(ip), ...(session ? { session: mark(session) } : {}) }
}

const mark = (value: string): string => createHmac("sha256", KEY).update(value).digest("hex").slice(0, 12)

/** Whoever has the address of a calendar reads it. */
const withoutSecret = (path: string): string => path.replace(/^\/lich\/.+/, "/lich/…")
