import type { ServerBuild } from "@remix-run/node"
import type { RequestHandler } from "express"
import { isFromOwnPages } from "#app/http/same-origin.ts"
import { FORM_TOO_LARGE, READ_THROUGH, tooLargeWords, UPLOADS } from "#app/http/upload-limits.ts"
import type { Runtime } from "#workflows/runtime.server.ts"
import { Refusal } from "./refusal.ts"
import { type FoundRoute, routeFinder } from "./route-finder.ts"

/** An address must be one that can be read: a path whose escapes are letters, at a host that can be one. */
export const refuseBrokenAddresses =
  ({ config }: Runtime): RequestHandler =>
  (request, _response, next) => {
    // Only a proxy of ours may say under which host it was asked.
    if (config.trustProxy === 0) delete request.headers["x-forwarded-host"]
    const hosts = [request.get("x-forwarded-host")?.split(",")[0]?.trim(), request.get("host")]
    const isAddress =
      request.originalUrl.startsWith("/") &&
      hosts.every((host) =>
        URL.canParse(`${request.protocol}://${host ?? "localhost"}${request.originalUrl}`),
      ) &&
      isDecodable(request.path) &&
      // Remix answered scripts here once; nothing of ours asks any more.
      request.query["_data"] === undefined
    next(
      isAddress
        ? undefined
        : new Refusal(400, "Địa chỉ bị hỏng nên không đọc được. Hãy gõ lại hoặc tìm trong danh mục."),
    )
  }

/**
 * An office that says under which address it is reached answers to no other name: links, cookies and what proxies keep would follow
 * whatever a stranger wrote. Whether it lives may be asked at any address.
 */
export const refuseOtherHosts =
  ({ config }: Pick<Runtime, "config">): RequestHandler =>
  (request, _response, next) => {
    if (config.trainingMode || config.publicUrl === null || request.path === "/healthz") return next()
    const own = new URL(config.publicUrl).host
    const asked = request.get("x-forwarded-host")?.split(",")[0]?.trim() ?? request.get("host")
    next(
      asked?.toLowerCase() === own
        ? undefined
        : new Refusal(421, `Hệ thống chỉ trả lời ở địa chỉ ${config.publicUrl}. Hãy mở lại từ địa chỉ đó.`),
    )
  }

const isDecodable = (path: string): boolean => {
  try {
    return decodeURIComponent(path) !== undefined
  } catch {
    return false
  }
}

/** Pages are read and forms are sent; nothing else is asked of us. Notes where the address leads. */
export const refuseUnknownMethods = (build: ServerBuild | (() => Promise<ServerBuild>)): RequestHandler => {
  const finder = typeof build === "function" ? null : routeFinder(build)
  return async (request, response, next) => {
    try {
      const find = finder ?? routeFinder(typeof build === "function" ? await build() : build)
      const route = find(request.path)
      response.locals.route = route
      const allowed = [
        ...(route?.canBeRead === false ? [] : ["GET", "HEAD"]),
        ...(route?.takesForms ? ["POST"] : []),
      ]
      if (allowed.includes(request.method)) return next()
      response.setHeader("Allow", allowed.join(", "))
      next(new Refusal(405, "Địa chỉ này không nhận yêu cầu vừa gửi. Hãy quay lại trang trước."))
    } catch (error) {
      next(error)
    }
  }
}

/** A form must come from a page of ours. */
export const refuseForeignForms =
  ({ config, logger }: Runtime): RequestHandler =>
  (request, _response, next) => {
    const ownOrigins = [`${request.protocol}://${request.get("host") ?? ""}`]
    if (config.publicUrl) ownOrigins.push(new URL(config.publicUrl).origin)
    const isOurs = isFromOwnPages({
      method: request.method,
      secFetchSite: request.get("sec-fetch-site"),
      origin: request.get("origin"),
      ownOrigins,
    })
    // Remix would compare it with the host alone, and does not know the public address.
    delete request.headers.origin
    if (isOurs) return next()
    // Not the audit log: whoever can reach the server could fill it, and nobody is known to have tried.
    logger.warn({ method: request.method, path: request.path }, "foreign form refused")
    next(
      new Refusal(
        403,
        "Yêu cầu không xuất phát từ trang của hệ thống nên bị từ chối. Hãy mở lại trang và thử lại.",
      ),
    )
  }

const MULTIPART = /^multipart\/form-data\s*;.*\bboundary=("[^"]+"|[^\s;"]+)/i
const PLAIN = /^application\/x-www-form-urlencoded\s*(;|$)/i

/** A body must say how long it is, be a form, and be short enough to be read. */
export const refuseOddBodies: RequestHandler = (request, response, next) => {
  if (request.headers["transfer-encoding"] !== undefined)
    return next(
      new Refusal(411, "Biểu mẫu gửi lên không nêu độ dài nên không nhận. Hãy mở lại trang và gửi lại."),
    )
  const length = Number(request.headers["content-length"] ?? 0)
  if (request.method !== "POST" || length === 0) return next()
  const type = request.headers["content-type"] ?? ""
  if (!MULTIPART.test(type) && !PLAIN.test(type))
    return next(
      new Refusal(415, "Dữ liệu gửi lên không phải là biểu mẫu của trang. Hãy mở lại trang và gửi lại."),
    )
  const { limit, words } = limitOf(response.locals.route, MULTIPART.test(type))
  next(length > limit ? new Refusal(413, words, request.originalUrl) : undefined)
}

/** What a body may weigh to be read at all, and what to say of more. */
const limitOf = (route: FoundRoute | null, isMultipart: boolean): { limit: number; words: string } => {
  const form = isMultipart ? Object.values(UPLOADS).find((one) => one.route === route?.pattern) : undefined
  return form
    ? { limit: READ_THROUGH.upload, words: tooLargeWords(form) }
    : { limit: READ_THROUGH.form, words: FORM_TOO_LARGE }
}
