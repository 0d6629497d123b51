import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeEach, expect, vi } from "vitest"
import { intervalsLeft } from "./own-intervals.ts"

// Commands, stores and apps are started hundreds of times: what Node compiled for one is kept for the next.
process.env["NODE_COMPILE_CACHE"] ??= join(tmpdir(), "danh-muc-compile-cache")

// A stray console.error is a fault nobody looked at: a test that expects one says so with vi.mocked(console.error).mockClear().
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {})
})

afterEach(() => {
  expect(console.error).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

// Files share a process: what a test leaves running would write into the store of another one.
afterAll(() => expect(intervalsLeft()).toEqual([]))
