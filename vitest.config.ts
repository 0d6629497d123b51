import { defineConfig } from "vitest/config"

const shared = {
  setupFiles: ["test/setup/setup-test-env.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: "forks" as const,
}

export default defineConfig({
  test: {
    projects: [
      {
        test: { ...shared, name: "office", include: ["test/**/*.test.{ts,tsx}"], exclude: ["test/e2e/**"] },
      },
      {
        // One browser walk at a time, after everything else: people do not share their machine with a test run either.
        test: { ...shared, name: "browser", include: ["test/e2e/**/*.e2e.test.ts"], fileParallelism: false },
      },
    ],
  },
})
