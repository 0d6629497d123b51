import type { Request, RequestHandler } from "express"
import { ipKeyGenerator, rateLimit } from "express-rate-limit"
import { REQUEST_LIMITS, type RequestKind, UPLOADS_AT_ONCE } from "#app/http/upload-limits.ts"
import { Refusal } from "./refusal.ts"

const FILES = /\/(?:tai-ve|van-ban|tep|soan-tep|hop-nhat)(?:\/|$)|\.(?:csv|xlsx|pdf|docx|json|jsonld)$/

/** What kind of costly thing a request asks for; null for what costs little. */
const kindOf = ({ method, path, query }: Request): RequestKind | null => {
  const page = path.replace(/\.data$/, "")
  if (method === "POST") {
    if (page === "/xac-minh") return "verification"
    return ["/dang-nhap", "/ma-xac-thuc", "/xac-nhan-lai", "/quen-mat-khau"].includes(page) ? "signIn" : null
  }
  if (page === "/tim" || (page === "/danh-muc" && query["q"])) return "search"
  return FILES.test(page) ? "file" : null
}

/** A browser by its session, whose cookie need not be genuine: whoever makes some up is held by their network address. */
const browserOf = (request: Request): string =>
  /(?:^|;\s*)(?:__Host-)?phien-lam-viec=([^;]+)/.exec(request.headers.cookie ?? "")?.[1] ?? placeOf(request)
const placeOf = ({ ip }: Request): string => ipKeyGenerator(ip ?? "")

const limited = (kind: RequestKind, most: number, keyOf: (request: Request) => string): RequestHandler =>
  rateLimit({
    windowMs: REQUEST_LIMITS.windowMs,
    limit: most,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator: keyOf,
    skip: (request) => kindOf(request) !== kind,
    handler: (request, _response, next) =>
      next(
        new Refusal(
          429,
          REQUEST_LIMITS.kinds[kind].words,
          request.method === "POST" ? request.originalUrl : null,
        ),
      ),
  })

const UNDER_WAY =
  "Đang nhận quá nhiều tệp cùng lúc nên chưa nhận thêm. Hãy chờ các tệp trước xong rồi gửi lại."

/**
 * Lets only so many forms with files in at one moment. Those of browsers that somebody signed in with have places of their own, which
 * no stranger takes.
 * @param isOfficial whether a request brings a session's name that we gave out; whether it still lives is asked later
 */
export const uploadsAtOnce = (
  isOfficial: (request: Request) => Promise<boolean>,
  { ofBrowser, fromOnePlace, inAll } = UPLOADS_AT_ONCE,
): RequestHandler => {
  const underWay = new Map<string, number>()
  const countOf = (key: string): number => underWay.get(key) ?? 0
  return async (request, response, next) => {
    if (!isUploadOf(request)) return next()
    const side = (await isOfficial(request)) ? "office" : "public"
    const browser = browserOf(request)
    const most = new Map([
      [`all:${side}`, inAll],
      [`${side}:${placeOf(request)}`, fromOnePlace],
      // Without a session nothing tells one browser of a place from another.
      ...(browser === placeOf(request) ? [] : ([[`browser:${browser}`, ofBrowser]] as const)),
    ])
    if ([...most].some(([key, limit]) => countOf(key) >= limit))
      return next(new Refusal(503, UNDER_WAY, request.originalUrl))
    for (const key of most.keys()) underWay.set(key, countOf(key) + 1)
    response.once("close", () => {
      for (const key of most.keys())
        if (countOf(key) > 1) underWay.set(key, countOf(key) - 1)
        else underWay.delete(key)
    })
    next()
  }
}

const isUploadOf = ({ method, headers }: Request): boolean =>
  method === "POST" && /^multipart\/form-data\b/i.test(headers["content-type"] ?? "")

/**
 * How often what costs much is asked for: by one browser, and from one network address, where a whole office may sit behind one machine.
 * Counted by each process for itself.
 */
export const requestLimits: RequestHandler[] = Object.entries(REQUEST_LIMITS.kinds).flatMap(
  ([kind, { most }]) => [
    limited(kind as RequestKind, most, browserOf),
    limited(kind as RequestKind, most * REQUEST_LIMITS.browsersAtOnePlace, placeOf),
  ],
)
