import { execFile } from "node:child_process"

type Ran = { code: number | string; output: string }

/** Runs `scripts/NAME.ts` as its user does: exit code (or why there is none), and what it printed, errors last. */
export const runScript = (name: string, ...args: string[]): Promise<Ran> => runScriptIn({}, name, ...args)

/** The same with more in its environment; `undefined` takes a variable away. */
export const runScriptIn = (
  env: Record<string, string | undefined>,
  name: string,
  ...args: string[]
): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { env: { ...process.env, ...env } }
    execFile(process.execPath, [`scripts/${name}.ts`, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? "killed") : 0, output: stdout + stderr }),
    )
  })
