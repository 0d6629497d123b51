import { tmpdir } from "node:os"
import { join } from "node:path"
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    name: "store",
    root: import.meta.dirname,
    include: ["test/**/*.test.ts"],
    // Stores are started hundreds of times: what Node compiled for one is kept for the next.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), "danh-muc-compile-cache") },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    isolate: false,
    maxWorkers: "100%",
  },
})
