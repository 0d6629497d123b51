import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/node"
import { afterEach, expect, test } from "vitest"
import { createWebServer } from "#app/server/web-server.server.ts"
import type { Runtime } from "#workflows/runtime.server.ts"

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** The server with two addresses of its own: one that breaks, one that says from where and under which host it was asked. */
const serving = async ({ trustProxy = 0 } = {}) => {
  const lines: unknown[][] = []
  const note = (...said: unknown[]) => void lines.push(said)
  const runtime = {
    config: { trustProxy, secureCookies: true, publicUrl: null },
    logger: { info: () => {}, warn: note, error: note },
    drawingPage: (work: () => unknown) => work(),
  } as unknown as Runtime
  const routes = {
    hong: () => {
      throw new Error("mongodb://danhmuc:bi-mat@10.0.0.11 không trả lời")
    },
    ai: ({ request, context }: LoaderFunctionArgs) =>
      Response.json({ address: context.address, host: request.headers.get("X-Forwarded-Host") }),
  }
  const build = {
    entry: {
      module: {
        default: () => new Response("trang"),
        handleError: (error: unknown) => note(error, "request failed"),
      },
    },
    routes: Object.fromEntries(
      Object.entries(routes).map(([path, loader]) => [path, { id: path, path, module: { loader } }]),
    ),
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    future: {},
    isSpaMode: false,
    mode: "production",
    basename: "/",
    publicPath: "/",
    assetsBuildDirectory: "",
  } as unknown as ServerBuild
  const server = createServer(
    createWebServer({ runtime, build, clientDir: import.meta.dirname, vite: null }),
  ).listen(0, "127.0.0.1")
  closing.push(() => server.close())
  await new Promise((resolve) => server.once("listening", resolve))
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers })
  return { ask, lines }
}

test("who meets a fault of the system hears nothing of what is inside, and the log hears all", async () => {
  const { ask, lines } = await serving()
  const answer = await ask("/hong")
  expect(answer.status).toBe(500)
  const told = `${await answer.text()} ${JSON.stringify([...answer.headers])}`
  expect(told).not.toMatch(/bi-mat|mongodb|\.ts\b|node_modules|\bat /)
  expect(String(lines.flat()[0])).toContain("bi-mat")
})

test("nobody says for themself from where they ask, but to a proxy the office has named", async () => {
  const claimed = { "X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Host": "evil.example" }
  expect(await (await (await serving()).ask("/ai", claimed)).json()).toEqual({
    address: "127.0.0.1",
    host: null,
  })
  // One proxy: the last address is its own word, what stands before it is the visitor's.
  const behind = await serving({ trustProxy: 1 })
  expect(await (await behind.ask("/ai", claimed)).json()).toMatchObject({ address: "203.0.113.9" })
})
