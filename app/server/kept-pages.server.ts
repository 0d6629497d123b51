import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { gzip } from "node:zlib"
import { createRequestHandler, type ServerBuild } from "@remix-run/node"
import type { Response as ExpressResponse, RequestHandler } from "express"
import { hasIt } from "#app/http/entity-tag.ts"
import type { Runtime } from "#workflows/runtime.server.ts"
import { pageShelf } from "./page-shelf.ts"
import type { FoundRoute } from "./route-finder.ts"

/**
 * Pages drawn once for everybody, and what may be asked of them; whatever else is asked is drawn anew. Words that are
 * searched for are not among it: there is no end of them.
 */
const KEPT: Record<string, readonly string[]> = {
  "/": [],
  "/danh-muc": ["level", "adminLevel", "agency", "field", "applicant", "page", "ngay"],
  "/danh-muc/:editionId": ["level", "adminLevel", "agency", "field", "applicant", "page"],
  "/danh-muc/so-lieu": ["ngay"],
  "/chi-so-cong-khai": ["ky"],
  "/thu-tuc/:code": [],
}

/** What all kept pages may weigh together, bytes: some thousand pages. */
const SHELF_BYTES = 64 * 1024 * 1024

type KeptPage = { etag: string; type: string; plain: Buffer; gzipped: Buffer }

/**
 * Serves the public pages as they were drawn before, as long as nothing that they say has changed since. They are drawn
 * without a visitor: no cookie, no address, no nonce, as they run no scripts.
 */
export const keptPages = ({ runtime, build }: { runtime: Runtime; build: ServerBuild }): RequestHandler => {
  const draw = createRequestHandler(build, "production")
  const shelf = pageShelf<KeptPage>(SHELF_BYTES, ({ plain, gzipped }) => plain.length + gzipped.length)
  return async (request, response, next) => {
    try {
      const address = addressOf(request.method, request.path, request.originalUrl, response.locals.route)
      if (address === null) return next()
      const standing = await runtime.publicStanding()
      const page = await shelf.take(standing, address, async () =>
        toPage(
          await draw(new Request(`http://localhost${address}`), {
            runtime,
            nonce: "",
            correlationId: response.locals.correlationId,
            address: "",
          }),
        ),
      )
      if (!page) return next()
      send(page, response, request.acceptsEncodings("gzip") === "gzip")
    } catch (error) {
      next(error)
    }
  }
}

/** The address of a kept page, written one way; null for anything else. */
const addressOf = (
  method: string,
  path: string,
  url: string,
  route: FoundRoute | null | undefined,
): string | null => {
  const allowed = route ? KEPT[route.pattern] : undefined
  if (!allowed || (method !== "GET" && method !== "HEAD") || path.endsWith(".data")) return null
  const asked = [...new URL(url, "http://localhost").searchParams].filter(([, value]) => value !== "")
  if (asked.some(([name]) => !allowed.includes(name))) return null
  const query = new URLSearchParams(asked.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString()
  return query === "" ? path : `${path}?${query}`
}

/** Where scripts would find the pieces of a text again. */
const MARKS_FOR_SCRIPTS = /<!-- -->|<!--\/?\$-->/g

/** A drawn page as it is kept; null for what is no page: not found, led elsewhere, meant for one visitor. */
const toPage = async (drawn: Response): Promise<KeptPage | null> => {
  const plain = Buffer.from((await drawn.text()).replaceAll(MARKS_FOR_SCRIPTS, ""))
  if (drawn.status !== 200 || drawn.headers.has("Set-Cookie")) return null
  return {
    etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
    type: drawn.headers.get("Content-Type") ?? "text/html; charset=utf-8",
    plain,
    gzipped: await promisify(gzip)(plain),
  }
}

const send = (page: KeptPage, response: ExpressResponse, isGzipAccepted: boolean) => {
  // Weak: it is the same page whether compressed or not.
  response.setHeader("ETag", `W/${page.etag}`)
  // May be kept by whoever passes it on, and is asked for again each time: a recall shows at once.
  response.setHeader("Cache-Control", "public, no-cache")
  response.setHeader("Vary", "Accept-Encoding")
  if (hasIt(response.req.get("if-none-match"), page.etag)) {
    response.status(304).end()
    return
  }
  const body = isGzipAccepted ? page.gzipped : page.plain
  response.setHeader("Content-Type", page.type)
  if (isGzipAccepted) response.setHeader("Content-Encoding", "gzip")
  response.setHeader("Content-Length", body.length)
  response.end(response.req.method === "HEAD" ? undefined : body)
}
