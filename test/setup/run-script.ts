import { execFile } from "node:child_process"

/** Runs `scripts/NAME.ts` as its user does: exit code (or why there is none), and what it printed, errors last. */
export const runScript = (
  name: string,
  ...args: string[]
): Promise<{ code: number | string; output: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [`scripts/${name}.ts`, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? "killed") : 0, output: stdout + stderr }),
    )
  })
