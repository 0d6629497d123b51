import { randomUUID } from "node:crypto"
import type { RequestHandler } from "express"
import type { Logger } from "pino"

/** Names the request and logs it when answered: no query (people search for names), no address, no user, no secret. */
export const nameAndLog =
  (logger: Pick<Logger, "info">): RequestHandler =>
  (request, response, next) => {
    const correlationId = randomUUID()
    const started = performance.now()
    response.locals.correlationId = correlationId
    response.setHeader("X-Correlation-Id", correlationId)
    response.on("finish", () => {
      if (request.path.startsWith("/assets/")) return
      const ms = Math.round(performance.now() - started)
      logger.info(
        {
          correlationId,
          method: request.method,
          path: withoutSecret(request.path),
          status: response.statusCode,
          ms,
        },
        "request",
      )
    })
    next()
  }

/** Whoever has the address of a calendar reads it. */
const withoutSecret = (path: string): string => path.replace(/^\/lich\/.+/, "/lich/…")
