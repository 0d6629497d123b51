import { join } from "node:path"
import { createRequestHandler } from "@remix-run/express"
import type { ServerBuild } from "@remix-run/node"
import compression from "compression"
import express, { type Express, type NextFunction, type Request, type Response } from "express"
import type { ViteDevServer } from "vite"
import { nameAndLog } from "#app/http/request-log.server.ts"
import { isFromOwnPages } from "#app/http/same-origin.ts"
import { securityHeaders } from "#app/http/security-headers.server.ts"
import type { Runtime } from "#workflows/runtime.server.ts"
import { BUILD_DIR } from "./build-app.ts"

/** Forms are small; only files may be larger: registers of procedures, decisions to be verified. Bytes. */
const FORM_LIMIT = 1024 * 1024
const UPLOAD_LIMITS: Record<string, number> = {
  "/nhap-du-lieu": 64 * 1024 * 1024,
  "/xac-minh": 31 * 1024 * 1024,
}

type WebServer = {
  runtime: Runtime
  build: ServerBuild | (() => Promise<ServerBuild>)
  /** Present in development: serves sources through Vite. */
  vite: ViteDevServer | null
}

/** The Express app: guards and static files in front, every page by Remix. */
export const createWebServer = ({ runtime, build, vite }: WebServer): Express => {
  const app = express()
  app.disable("x-powered-by")
  app.set("trust proxy", runtime.config.trustProxy)
  app.use(nameAndLog(runtime.logger))
  app.use(securityHeaders({ secureCookies: runtime.config.secureCookies, isDevelopment: vite !== null }))
  app.use(compression())
  if (vite) app.use(vite.middlewares)
  else serveBuiltFiles(app)
  app.use(refuseForeignForms(runtime))
  app.use(refuseLargeBodies)
  app.all(
    "*",
    createRequestHandler({
      build,
      mode: vite ? "development" : "production",
      getLoadContext: (request, response) => ({
        runtime,
        nonce: response.locals.nonce,
        correlationId: response.locals.correlationId,
        address: request.ip ?? "",
      }),
    }),
  )
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    const { correlationId } = response.locals
    runtime.logger.error({ err: error, correlationId }, "request failed outside the pages")
    if (response.headersSent) return next(error)
    plain(response, 500, `Hệ thống gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo quản trị kèm mã ${correlationId}.`)
  })
  return app
}

const serveBuiltFiles = (app: Express) => {
  const client = join(BUILD_DIR, "client")
  // File names under /assets carry a hash of their content.
  app.use(
    "/assets",
    express.static(join(client, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
  )
  app.use(express.static(client, { maxAge: "1h", index: false }))
}

const refuseForeignForms =
  (runtime: Runtime) => (request: Request, response: Response, next: NextFunction) => {
    const { publicUrl } = runtime.config
    const ownOrigins = [`${request.protocol}://${request.get("host") ?? ""}`]
    if (publicUrl) ownOrigins.push(new URL(publicUrl).origin)
    const isOurs = isFromOwnPages({
      method: request.method,
      secFetchSite: request.get("sec-fetch-site"),
      origin: request.get("origin"),
      ownOrigins,
    })
    if (isOurs) return next()
    // Not the audit log: whoever can reach the server could fill it, and nobody is known to have tried.
    runtime.logger.warn({ method: request.method, path: request.path }, "foreign form refused")
    plain(
      response,
      403,
      "Yêu cầu không xuất phát từ trang của hệ thống nên bị từ chối. Hãy mở lại trang và thử lại.",
    )
  }

/** A body must say how long it is, and be short enough. */
const refuseLargeBodies = (request: Request, response: Response, next: NextFunction) => {
  if (request.headers["transfer-encoding"] !== undefined)
    return plain(response, 411, "Yêu cầu phải nêu độ dài dữ liệu gửi (Content-Length).")
  const limit = UPLOAD_LIMITS[request.path.replace(/\.data$/, "")] ?? FORM_LIMIT
  if (Number(request.headers["content-length"] ?? 0) > limit)
    return plain(response, 413, `Dữ liệu gửi quá lớn: tối đa ${limit / 1024 / 1024} MB.`)
  next()
}

const plain = (response: Response, status: number, message: string) => {
  response.status(status).type("text/plain; charset=utf-8").send(`${message}\n`)
}
