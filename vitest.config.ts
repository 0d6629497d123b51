import { defineConfig } from "vitest/config"

const shared = {
  setupFiles: ["test/setup/setup-test-env.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: "forks" as const,
  // Many files in one process: modules are read once, and what has warmed up stays warm. Each file closes what it opened.
  isolate: false,
}

export default defineConfig({
  test: {
    projects: [
      // The store is a package of its own; its tests run beside those of the office.
      "models/store/embedded",
      {
        test: {
          ...shared,
          name: "office",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/e2e/**", "test/**/*.long.test.ts"],
          // All of them: what starts and waits for the workers has next to nothing to do.
          maxWorkers: "100%",
        },
      },
      {
        // One browser walk at a time, after everything else: people do not share their machine with a test run either.
        test: {
          ...shared,
          name: "browser",
          include: ["test/e2e/**/*.e2e.test.ts"],
          fileParallelism: false,
          // A walk is slow where the machine is; what it waits for has a limit of its own.
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // What the others take a sample of, whole: hours on a small machine, so never part of `npm test`.
        test: {
          ...shared,
          name: "long",
          include: ["test/**/*.long.test.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
