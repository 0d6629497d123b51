import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, vi } from "vitest"

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
