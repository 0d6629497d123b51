/** What `npm start` has done before it serves: an empty store is filled, one of an earlier release gets the tables that came since. */
import { prepareFirstStart } from "#seeds/first-start.server.ts"
import { readConfig } from "#workflows/config.server.ts"
import { startRuntime } from "#workflows/runtime.server.ts"
import { failWith } from "./command-line.ts"

try {
  const runtime = await startRuntime(readConfig(process.env))
  try {
    await prepareFirstStart(runtime, (line) => process.stdout.write(`${line}\n`))
  } finally {
    await runtime.close()
  }
} catch (error) {
  failWith(error)
}
