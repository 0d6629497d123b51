import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node"
import { isRouteErrorResponse, RemixServer } from "@remix-run/react"
import pLimit from "p-limit"
import { renderToPipeableStream } from "react-dom/server"
import "#models/shared/vietnamese-messages.ts"
import { NonceContext } from "./components/nonce.ts"
import { pageBody } from "./http/page-body.server.ts"

// The process that serves the built app takes all it runs from the same bundle: one copy of every model and workflow.
export { serve } from "./server/serve.server.ts"

const ABORT_AFTER_MS = 10_000

/** How long Remix waits for parts of a page that come later, and holds all it has read meanwhile: none has any. */
export const streamTimeout = 500

/** Pages that are ready at one moment would be drawn in one go, and nobody is heard meanwhile: between two others have their turn. */
const oneByOne = pLimit(1)

/** Draws a page, whole: none has parts that come later. */
export default function handleRequest(
  ...asked: [Request, number, Headers, EntryContext, AppLoadContext]
): Promise<Response> {
  return oneByOne(() => draw(...asked))
}

function draw(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, runtime, correlationId }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let answerStatus = status
    let isShellDrawn = false
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_AFTER_MS} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onShellReady() {
          isShellDrawn = true
        },
        onAllReady() {
          clearTimeout(patience)
          headers.set("Content-Type", "text/html; charset=utf-8")
          keepToThisVisitor(headers)
          pipe(pageBody((page) => resolve(new Response(page, { headers, status: answerStatus }))))
        },
        onShellError(error) {
          clearTimeout(patience)
          reject(error as Error)
        },
        onError(error: unknown) {
          answerStatus = 500
          if (isShellDrawn) runtime.logger.error({ err: error, correlationId }, "page could not be drawn")
        },
      },
    )
    // Ended with the page: until then it holds all that was drawn.
    const patience = setTimeout(abort, ABORT_AFTER_MS).unref()
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
