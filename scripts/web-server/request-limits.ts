import type { Request, RequestHandler } from "express"
import { ipKeyGenerator, rateLimit } from "express-rate-limit"
import { REQUEST_LIMITS, type RequestKind } from "#app/http/upload-limits.ts"
import { Refusal } from "./refusal.ts"

const FILES = /\/(?:tai-ve|van-ban|tep|soan-tep|hop-nhat)(?:\/|$)|\.(?:csv|xlsx|pdf|docx|json|jsonld)$/

/** What kind of costly thing a request asks for; null for what costs little. */
const kindOf = ({ method, path, query }: Request): RequestKind | null => {
  const page = path.replace(/\.data$/, "")
  if (method === "POST") {
    if (page === "/xac-minh") return "verification"
    return ["/dang-nhap", "/ma-xac-thuc", "/xac-nhan-lai"].includes(page) ? "signIn" : null
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
