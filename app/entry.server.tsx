import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node"
import { isRouteErrorResponse, RemixServer } from "@remix-run/react"
import { isbot } from "isbot"
import { renderToPipeableStream } from "react-dom/server"
import "#models/shared/vietnamese-messages.ts"
import { NonceContext } from "./components/nonce.ts"
import { pageBody } from "./http/page-body.server.ts"

// The process that serves the built app gets the runtime from the same bundle: one copy of every model and workflow.
export { startRuntime } from "#workflows/runtime.server.ts"

const ABORT_AFTER_MS = 10_000

/** Draws a page; robots get it whole, browsers as soon as its shell is ready. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, runtime, correlationId }: AppLoadContext,
): Promise<Response> {
  const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady"
  return new Promise((resolve, reject) => {
    let answerStatus = status
    let isShellSent = false
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_AFTER_MS} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        [ready]() {
          isShellSent = true
          const body = pageBody()
          headers.set("Content-Type", "text/html; charset=utf-8")
          keepToThisVisitor(headers)
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answerStatus }))
          pipe(body)
          // Nobody reads what was only asked about: it would wait, half drawn, until it is given up.
          if (request.method === "HEAD") body.resume()
        },
        onShellError: reject,
        onError(error: unknown) {
          answerStatus = 500
          if (isShellSent) runtime.logger.error({ err: error, correlationId }, "page could not be drawn")
        },
      },
    )
    setTimeout(abort, ABORT_AFTER_MS).unref()
  })
}

/** The data of a page asked for by scripts. */
export function handleDataRequest(response: Response): Response {
  keepToThisVisitor(response.headers)
  return response
}

/** Nothing is cached unless its route says so: what an official saw must not come back after signing out. */
const keepToThisVisitor = (headers: Headers) => {
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store")
}

/** Bugs only: refusals, ours and Remix's own, are answers, and visitors who left are not errors. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  const path = new URL(request.url).pathname
  context.runtime.logger.error({ err: error, correlationId: context.correlationId, path }, "request failed")
}
