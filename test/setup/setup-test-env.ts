import { afterEach, beforeEach, expect, vi } from "vitest"

// A stray console.error is a fault nobody looked at: a test that expects one says so with vi.mocked(console.error).mockClear().
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {})
})

afterEach(() => {
  expect(console.error).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})
