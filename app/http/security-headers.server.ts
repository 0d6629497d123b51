import { randomBytes } from "node:crypto"
import type { NextFunction, Request, RequestHandler, Response } from "express"
import helmet, { type HelmetOptions } from "helmet"

/** Documents that a page of ours shows inside itself. */
const SHOWN_INSIDE = /^\/ban-hanh\/[^/]+\/van-ban\/[^/]+\.pdf$/

/**
 * Sets the headers that tell browsers what our pages may do, and gives each request the nonce of its scripts and style elements.
 * @param options `secureCookies`: reached over HTTPS only; `isDevelopment`: Vite's client brings inline scripts without a nonce
 */
export const securityHeaders = (options: {
  secureCookies: boolean
  isDevelopment: boolean
}): RequestHandler => {
  const forPage = headersFor(options, PAGE_POLICY, "deny")
  const forDocument = headersFor(options, DOCUMENT_POLICY, "sameorigin")
  return (request: Request, response: Response, next: NextFunction) => {
    response.locals.nonce = randomBytes(16).toString("base64")
    // Not among helmet's.
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    const isShownInside = request.method === "GET" && SHOWN_INSIDE.test(request.path)
    const set = isShownInside ? forDocument : forPage
    set(request, response, next)
  }
}

type Policy = NonNullable<Extract<HelmetOptions["contentSecurityPolicy"], object>["directives"]>

const NONCE = (_request: unknown, response: unknown): string =>
  `'nonce-${(response as Response).locals.nonce}'`

const PAGE_POLICY: Policy = {
  "default-src": ["'self'"],
  "script-src": ["'self'", NONCE],
  "style-src": ["'self'"],
  "style-src-elem": ["'self'", NONCE],
  // The components of the office's screens set attributes; charts their colours.
  "style-src-attr": ["'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
}

/** For a PDF inside a page: the browser's own viewer needs its object and styles, nothing else runs. */
const DOCUMENT_POLICY: Policy = {
  "default-src": ["'none'"],
  "object-src": ["'self'"],
  "style-src": ["'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'self'"],
}

const headersFor = (
  { secureCookies, isDevelopment }: { secureCookies: boolean; isDevelopment: boolean },
  directives: Policy,
  action: "deny" | "sameorigin",
) =>
  helmet({
    contentSecurityPolicy: isDevelopment ? false : { useDefaults: false, directives },
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    strictTransportSecurity: secureCookies ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action },
    // Open data is fetched by pages of others.
    crossOriginResourcePolicy: false,
    // For browsers and plug-ins nobody has, or what browsers do unasked.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
