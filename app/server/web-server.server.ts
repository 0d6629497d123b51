import { join } from "node:path"
import { createRequestHandler } from "@remix-run/express"
import type { AppLoadContext, ServerBuild } from "@remix-run/node"
import compression from "compression"
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express"
import type { ViteDevServer } from "vite"
import { nameAndLog } from "#app/http/request-log.server.ts"
import { securityHeaders } from "#app/http/security-headers.server.ts"
import { sessionIdOf } from "#app/http/session.server.ts"
import type { Runtime } from "#workflows/runtime.server.ts"
import { buildParts } from "./build-parts.ts"
import { calendarLimits } from "./calendar-limits.ts"
import {
  refuseBrokenAddresses,
  refuseForeignForms,
  refuseOddBodies,
  refuseOtherHosts,
  refuseUnknownMethods,
} from "./guards.ts"
import { keptPages } from "./kept-pages.server.ts"
import { pagesInTurn, verificationsInTurn } from "./pages-in-turn.ts"
import { drawRefusal } from "./refusal.ts"
import { requestLimits, uploadsAtOnce } from "./request-limits.ts"

/** What is served. */
export type Served = {
  build: ServerBuild | (() => Promise<ServerBuild>)
  /** Folder of what browsers load. */
  clientDir: string
  /** Present in development: serves sources through Vite. */
  vite: ViteDevServer | null
}

/** The Express app: guards and static files in front, every page by Remix, what is refused in a page too. */
export const createWebServer = ({
  runtime,
  build,
  clientDir,
  vite,
}: Served & { runtime: Runtime }): Express => {
  const app = express()
  app.disable("x-powered-by")
  app.set("trust proxy", runtime.config.trustProxy)
  app.use(nameAndLog(runtime.logger))
  app.use(securityHeaders({ secureCookies: runtime.config.secureCookies, isDevelopment: vite !== null }))
  app.use(compression())
  app.use(hearOut)
  app.use(refuseBrokenAddresses(runtime))
  app.use(refuseOtherHosts(runtime))
  if (vite) app.use(vite.middlewares)
  else serveBuiltFiles(app, clientDir)
  app.use("/lich", calendarLimits)
  app.use(requestLimits)
  app.use(uploadsAtOnce(bringsSession(runtime)))
  app.use(refuseUnknownMethods(build))
  app.use(refuseForeignForms(runtime))
  app.use(refuseOddBodies)
  const pages = drawPages({ runtime, build, vite })
  if (typeof build !== "function") app.use(keptPages({ runtime, build }))
  app.use(verificationsInTurn())
  app.use(pagesInTurn())
  app.use(readOnce(runtime))
  app.use(pages)
  app.use(drawRefusal(pages))
  app.use(sayFailure(runtime))
  return app
}

/** Every page by Remix; what was built asks only the routes an address can lead to. */
function drawPages({
  runtime,
  build,
  vite,
}: Omit<Served, "clientDir"> & { runtime: Runtime }): RequestHandler {
  const drawing = (from: Served["build"]) =>
    createRequestHandler({
      build: from,
      mode: vite ? "development" : "production",
      getLoadContext: (request, response) => ({
        runtime,
        nonce: response.locals.nonce,
        correlationId: response.locals.correlationId,
        address: request.ip ?? "",
        refusal: response.locals.refusal,
      }),
    })
  if (typeof build === "function") return drawing(build)
  const partFor = buildParts(build)
  const handlers = new Map<ServerBuild, RequestHandler>()
  return (request, response, next) => {
    const part = partFor(request.path)
    const handler = handlers.get(part) ?? drawing(part)
    handlers.set(part, handler)
    return handler(request, response, next)
  }
}

/**
 * A browser reads no answer before everything it sends is taken: what an answered request still has to send is taken and
 * thrown away.
 */
const hearOut: RequestHandler = (request, response, next) => {
  response.on("finish", () => {
    if (request.readableEnded) return
    request.removeAllListeners("data")
    request.resume()
  })
  next()
}

/** Whether the session cookie of a request is one we signed. */
const bringsSession =
  (runtime: Runtime) =>
  async ({ headers: { cookie = "" } }: express.Request): Promise<boolean> => {
    const request = new Request("http://localhost/", { headers: { cookie } })
    return (await sessionIdOf(request, { runtime } as AppLoadContext)) !== null
  }

/** What is only read is read once for the whole page; a form is an act, which reads what it rests on. */
const readOnce =
  ({ drawingPage }: Runtime): RequestHandler =>
  (request, _response, next) =>
    request.method === "GET" || request.method === "HEAD" ? drawingPage(next) : next()

const serveBuiltFiles = (app: Express, client: string) => {
  const options = { index: false, redirect: false }
  // File names under /assets carry a hash of their content. One that is not there is a page that is not there.
  app.use("/assets", express.static(join(client, "assets"), { ...options, immutable: true, maxAge: "1y" }))
  app.use(express.static(client, { ...options, maxAge: "1h" }))
}

/** The last word where not even a page could be drawn. */
const sayFailure =
  (runtime: Runtime): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    const { correlationId } = response.locals
    runtime.logger.error({ err: error, correlationId }, "request failed outside the pages")
    if (response.headersSent) return next(error)
    response
      .status(500)
      .type("text/plain; charset=utf-8")
      .send(`Hệ thống gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo quản trị kèm mã ${correlationId}.\n`)
  }
