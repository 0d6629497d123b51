import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import { getResponse, type HttpHandler } from "msw"
import { type Clock, systemClock } from "#models/shared/clock.ts"
import { portalHandlers } from "./handlers.ts"
import { PortalState } from "./portal-state.ts"

export type PortalSimulator = {
  /** `http://127.0.0.1:4010`; each portal lives under its id. */
  url: string
  state: PortalState
  close(): Promise<void>
}

/** Serves the simulated portals over HTTP on this machine only. `port` 0 takes a free one. */
export const startPortalSimulator = async ({
  port,
  clock = systemClock,
}: {
  port: number
  clock?: Clock
}): Promise<PortalSimulator> => {
  const state = new PortalState()
  const handlers = portalHandlers(state, clock)
  const server = createServer((request, response) => {
    serve(handlers, request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    state,
    async close() {
      state.end()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function serve(
  handlers: HttpHandler[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.once("close", () => gone.abort())
  const method = incoming.method ?? "GET"
  const body = method === "GET" || method === "HEAD" ? null : new Uint8Array(await buffer(incoming))
  const request = new Request(
    new URL(incoming.url ?? "/", `http://${incoming.headers.host ?? "localhost"}`),
    {
      method,
      headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      body: body && body.byteLength > 0 ? body : null,
      signal: gone.signal,
    },
  )
  const response = (await getResponse(handlers, request)) ?? new Response("Not found", { status: 404 })
  if (response.type === "error") {
    incoming.socket.destroy()
    return
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}
