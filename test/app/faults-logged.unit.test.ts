import type { LoaderFunctionArgs } from "@remix-run/node"
import { expect, test } from "vitest"
import { handleError } from "#app/entry.server.tsx"

/** What the server's log gets of something that happened while a page was asked for. */
const loggedOf = (error: unknown, { isGone = false } = {}): unknown[][] => {
  const lines: unknown[][] = []
  const visit = new AbortController()
  if (isGone) visit.abort()
  const context = {
    correlationId: "ma-1",
    runtime: { logger: { error: (...said: unknown[]) => lines.push(said) } },
  }
  const request = new Request("http://office.test/tra-cuu?ten=Nguyen+Van+A", { signal: visit.signal })
  handleError(error, { request, context, params: {} } as unknown as LoaderFunctionArgs)
  return lines
}

test("a fault of the system stands in the log under the name of its request, without what was searched for", () => {
  const fault = new Error("kho không trả lời")
  expect(loggedOf(fault)).toEqual([
    [{ err: fault, correlationId: "ma-1", path: "/tra-cuu" }, "request failed"],
  ])
})

test("a visitor who left is no fault", () => {
  expect(loggedOf(new Error("aborted"), { isGone: true })).toEqual([])
})
